"""The words of the demonstration's site, in French, as plain data: one module for a few pages that belong together."""
