"""What changes the state of the site, besides what editors do in Wagtail's own screens."""
