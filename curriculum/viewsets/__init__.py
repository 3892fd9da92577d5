"""Listings and forms of the Wagtail admin; every write goes through a service."""
