"""The field that keeps what editors compose."""

from typing import Any

from wagtail.fields import StreamField


class ContentField(StreamField):
    """A StreamField whose blocks are not written into migrations.

    The column is JSON whatever the blocks are. Wagtail writes every definition, with each label and help
    text, into a migration at each change of a word: thousands of lines that nobody reads, and a fifth of
    the time of `migrate`. In a migration's own models the field thus has no blocks: one that renames
    blocks changes the raw JSON (`field.raw_data`), or gives the field the definitions that it needs.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field without its blocks."""
        name, path, _blocks, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [[]], kwargs
