"""Wagtail's own exports of what strangers typed: nothing in them runs, and nothing keeps them from being written."""

from typing import Any

from wagtail.contrib.forms.views import SubmissionsListView

from curriculum.spreadsheets.writing import FORMULA_SIGNS, plain_text


class HarmlessExportMixin:
    """Goes before a view that exports; cells of text stay text in every program that opens the file."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Leave out what no cell can hold; in a CSV, which cannot say what is text, mark what looks like a formula."""
        value = super().preprocess_field_value(field, value, export_format)
        if not isinstance(value, str):
            return value
        text = plain_text(value)
        is_csv = export_format == self.FORMAT_CSV
        return f"'{text}" if is_csv and text.startswith(FORMULA_SIGNS) else text


class MessagesView(HarmlessExportMixin, SubmissionsListView):
    """Messages of visitors, to read and to take away."""
