"""Rows to facts and back to answers: the only bridge between the tables and the rules engine.

Every page, list, queue and paper that says how far somebody is asks here, so all of them say the same.

    assess(person=…)               one person, every record explained; one query
    effect_of(person=…, records=…) what validating these records too would change
    effect_of_move(person=…, rulebook=…)  what following another version would change
    opportunities(progress, on=…)  coming sessions that would bring what is missing
    assess_many(people=…)          totals of many people, by one GROUP BY; two queries for any number
    what_counts(slots, rules)      what the half-days of a training count for; no query

A file here imports only files before it in this list: rulebooks, offerings, facts, progress, opportunities,
totals.
"""

from certification.dossier.facts import hours_of
from certification.dossier.offerings import Counted, what_counts
from certification.dossier.opportunities import Opportunity, opportunities
from certification.dossier.progress import (
    Attested,
    MoveEffect,
    Progress,
    assess,
    effect_of,
    effect_of_move,
)
from certification.dossier.rulebooks import forget_rules, rules_for_newcomers, rules_of
from certification.dossier.totals import LevelTotal, Totals, TotalsByPerson, assess_many

__all__ = [
    "Attested",
    "Counted",
    "LevelTotal",
    "MoveEffect",
    "Opportunity",
    "Progress",
    "Totals",
    "TotalsByPerson",
    "assess",
    "assess_many",
    "effect_of",
    "effect_of_move",
    "forget_rules",
    "hours_of",
    "opportunities",
    "rules_for_newcomers",
    "rules_of",
    "what_counts",
]
