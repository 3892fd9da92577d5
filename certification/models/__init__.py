"""The certification's tables: rulebooks, hours, awards, attestations.

Everyone writes `from certification.models import HourRecord`. A file here imports only files before it in
this list: issuer, rulebooks, imports, hours, awards, attestations, batches.
"""

from certification.models.attestations import Attestation, AttestationCounter, held_by_attestation
from certification.models.awards import FrozenClaim, LevelAward
from certification.models.batches import IssueBatch, IssueBatchItem
from certification.models.hours import Evidence, HourRecord
from certification.models.imports import HourImport, HourImportLine
from certification.models.issuer import Issuer
from certification.models.rulebooks import FollowedRulebook, Rulebook

__all__ = [
    "Attestation",
    "AttestationCounter",
    "Evidence",
    "FollowedRulebook",
    "FrozenClaim",
    "HourImport",
    "HourImportLine",
    "HourRecord",
    "IssueBatch",
    "IssueBatchItem",
    "Issuer",
    "LevelAward",
    "Rulebook",
    "held_by_attestation",
]
