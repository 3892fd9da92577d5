"""Files to try the demonstration with, as people would bring them."""

from collections.abc import Iterator
from pathlib import Path

from cms.demo.past_hours import write_past_hours
from cms.demo.roster_file import write_roster
from cms.demo.world import World


def write_examples(world: World, folder: Path) -> Iterator[Path]:
    """Write each file, and give where it is."""
    yield write_past_hours(world, folder)
    yield write_roster(world, folder)
