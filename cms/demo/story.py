"""Tell the whole demonstration, in the order in which it would have happened."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from django_tasks_db.models import DBTaskResult

from cms.demo.asked import tell_what_was_asked
from cms.demo.examples import write_examples
from cms.demo.hours import declare_what_waits
from cms.demo.institution import act_for_institution
from cms.demo.papers import issue_partials, milestones, print_papers, reach
from cms.demo.plans import all_plans
from cms.demo.sessions import hold
from cms.demo.site import build_site
from cms.demo.world import build_world

BEGINNING = 1996
"""Seed of what is drawn by lot: the demonstration is the same each time."""


def tell(*, today: date, say: Callable[[str], None], examples: Path | None = None) -> None:
    """Build the demonstration on an empty database, as of `today`; files to try it with go to `examples`."""
    rng = Random(BEGINNING)  # noqa: S311 - a story, not a secret
    world = build_world(today)
    say(f"{len(world.people)} personnes, {len(world.institutions)} établissements")

    plans = all_plans(world, rng)
    steps = sorted(milestones(world))
    for plan in plans:
        while steps and steps[0].on <= plan.last_day:
            reach(world, steps.pop(0))
        hold(world, plan, rng)
    for step in steps:
        reach(world, step)
    say(f"{len(plans)} sessions")

    declare_what_waits(world)
    issue_partials(world)
    say(f"{print_papers()} attestations")
    say(tell_what_was_asked(world))
    say(act_for_institution(world))
    say(f"{build_site(world)} pages")
    if examples:
        for path in write_examples(world, examples):
            say(f"Exemple à importer : {path}")
    # Letters and renderings of the past are not sent today.
    DBTaskResult.objects.ready().delete()
