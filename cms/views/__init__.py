"""Screens of the site itself."""
