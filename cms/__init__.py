"""The site: settings, addresses, and the pages that visitors read. Nothing imports it."""
