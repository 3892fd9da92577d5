"""The four-level rules: facts about one person in, an explained assessment out.

Plain Python. No Django, no clock, no file: the day, the rulebook and the hours are given.
"""

from .answers import (
    assessment_data,
    freeze_level,
    rulebook_data,
)
from .cases import Case, parse_case
from .comparison import Change, WhatIf, compare, what_if
from .evaluation import evaluate
from .facts import Dossier, FrozenClaim, FrozenLevel, Hours
from .plain import DataError, Problem
from .plan import allocate_totals
from .requirements import Level, Requirement, SlotName
from .results import (
    Amount,
    Assessment,
    Claim,
    Filling,
    LevelResult,
    RecordResult,
    RequirementResult,
    UnusedReason,
)
from .rulebook import Rulebook, parse_rulebook

__all__ = [
    "Amount",
    "Assessment",
    "Case",
    "Change",
    "Claim",
    "DataError",
    "Dossier",
    "Filling",
    "FrozenClaim",
    "FrozenLevel",
    "Hours",
    "Level",
    "LevelResult",
    "Problem",
    "RecordResult",
    "Requirement",
    "RequirementResult",
    "Rulebook",
    "SlotName",
    "UnusedReason",
    "WhatIf",
    "allocate_totals",
    "assessment_data",
    "compare",
    "evaluate",
    "freeze_level",
    "parse_case",
    "parse_rulebook",
    "rulebook_data",
    "what_if",
]
