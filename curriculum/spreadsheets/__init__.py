"""Spreadsheets out of the site, as plain values: no model and no rule is known here."""
