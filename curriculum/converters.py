"""Codes of records in addresses: `<code:code>` never swallows a word such as « new »."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from curriculum.models.codes import ALPHABET


class CodeConverter(StringConverter):
    """Twelve signs of the alphabet of codes."""

    regex = f"[{ALPHABET}]{{12}}"


register_converter(CodeConverter, "code")
