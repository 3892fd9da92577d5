"""Refusals of the certification that a person can read."""

from curriculum.errors import CurriculumError


class CertificationError(CurriculumError):
    """A rule refuses what was asked; `str()` is a translated sentence for the person who asked."""


class RecordNotEditable(CertificationError):
    """The record has been decided or withdrawn: it is no longer the trainee's to change."""


class ReasonMissing(CertificationError):
    """The decision needs a reason in writing."""


class RestsOnAttestation(CertificationError):
    """An attestation rests on these minutes: they cannot change while it is valid."""


class SessionNotClosed(CertificationError):
    """Hours come from the attendance of closed sessions only."""


class EvidenceRefused(CertificationError):
    """The file is not what may serve as evidence."""


class LevelNotComplete(CertificationError):
    """Hours are missing for this level."""


class LowerLevelMissing(CertificationError):
    """A lower level is not attested yet."""


class AlreadyAwarded(CertificationError):
    """The level is attested already."""


class AlreadyIssued(CertificationError):
    """A valid paper says exactly this already."""


class NothingToAttest(CertificationError):
    """The person has no validated hour in this activity or period."""


class AttestationNotValid(CertificationError):
    """The paper was revoked or replaced: nothing more happens to it."""


class RulebookNotEditable(CertificationError):
    """A published rulebook is never edited."""


class RulebookMissing(CertificationError):
    """No rulebook was ever published: nobody can follow one."""


class ImportNotReady(CertificationError):
    """The import of past hours takes no such step in its present state."""


class CannotMerge(CertificationError):
    """Two entries of a person cannot become one before somebody has decided on what they differ in."""
