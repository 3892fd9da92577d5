"""The pages of the demonstration with its coming sessions, without the hours and papers, to be quick."""

from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from cms.demo.pictures import PICTURES
from cms.demo.plans import all_plans
from cms.demo.sessions import hold
from cms.demo.site import build_site
from cms.demo.world import World, build_world


def build(folder: Path) -> World:
    """Fill the database; small pictures are drawn into `folder`."""
    for name in PICTURES:
        Image.new("RGB", (32, 18)).save(folder / f"{name}.webp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.demo.site.FOLDER", folder)
        call_command("load_reference_data", verbosity=0)
        today = timezone.localdate()
        world = build_world(today)
        rng = Random(7)
        for plan in all_plans(world, rng):
            if plan.first_day > today:
                hold(world, plan, rng)
        build_site(world)
    return world
