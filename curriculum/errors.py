"""Refusals of the curriculum that a person can read."""


class CurriculumError(Exception):
    """A rule refuses what was asked; `str()` is a translated sentence for the person who asked."""


class NotAllowed(CurriculumError):
    """The acting user may not do this."""


class StaleData(CurriculumError):
    """Somebody else changed the same thing meanwhile; `conflicts` are the rows as they are now."""

    def __init__(self, message, conflicts=()):
        super().__init__(message)
        self.conflicts = list(conflicts)


class InvalidInput(CurriculumError):
    """A value is missing or wrong; `errors` maps a field's name to its translated sentences."""

    def __init__(self, message, errors: dict[str, list[str]] | None = None):
        super().__init__(message)
        self.errors = errors or {}


class TerritoryHistoryConflict(CurriculumError):
    """Two professional territories would begin on the same day."""


class MembershipOverlap(CurriculumError):
    """The person already belongs to this institution at that time."""


class SessionNotEditable(CurriculumError):
    """The session is closed or cancelled: its plan no longer changes."""


class SessionNotOpen(CurriculumError):
    """The session takes no enrolment, mark or closing in its present state."""


class SessionFull(CurriculumError):
    """No seat is left."""


class AlreadyEnrolled(CurriculumError):
    """The person already has a place in this session."""


class MaybeKnown(CurriculumError):
    """Somebody may be a person of the institution already: `candidate`; whoever adds them has to say."""

    def __init__(self, message, candidate=None):
        super().__init__(message)
        self.candidate = candidate


class EnrolmentNotActive(CurriculumError):
    """The enrolment has ended: nothing more happens to it."""


class SessionsOverlap(CurriculumError):
    """The person has a seat elsewhere at the same hours, and has not said that it shall be so."""


class PrerequisiteMissing(CurriculumError):
    """An advanced module asks for a prior sensitisation."""


class AttendanceIncomplete(CurriculumError):
    """A session cannot close: half-days are not marked.

    `missing` counts the marks that are not there; `gaps` are pairs (half-day, people not marked).
    """

    def __init__(self, message, missing: int = 0, gaps=()):
        super().__init__(message)
        self.missing = missing
        self.gaps = list(gaps)


class SlotInUse(CurriculumError):
    """A half-day that people were marked for is not removed or moved."""


class StillInUse(CurriculumError):
    """A thing that others rest on is not removed."""


class LinkNotValid(CurriculumError):
    """The address from a mail was changed, or what it leads to is no longer there."""


class RequestNotOpen(CurriculumError):
    """The request for an action-training takes no such step in its present state."""


class NothingThere(CurriculumError):
    """What was asked for is not there any more."""


class AccountExists(CurriculumError):
    """There is an account already: signing in is the way on."""


class TooOften(CurriculumError):
    """The same was asked for too many times in too short a time."""
