"""Every closed list of the curriculum: importable by templates, tests and models alike."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """The five professional fields that the federation trains."""

    HELP = "help", _("Help")
    CARE = "care", _("Care")
    EDUCATION = "education", _("Education")
    CULTURE = "culture", _("Culture")
    CONTROL = "control", _("Control")


class Civility(TextChoices):
    MADAM = "mme", _("Ms")
    SIR = "m", _("Mr")


class TerritoryKind(TextChoices):
    COUNTRY = "country", _("Country")
    SUBDIVISION = "subdivision", _("Subdivision")
    LOCAL = "local", _("Local territory")


class InstitutionKind(TextChoices):
    HOSPITAL = "hospital", _("Hospital or health centre")
    SOCIAL_SERVICE = "social_service", _("Social service")
    SCHOOL = "school", _("School or educational service")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    JUSTICE = "justice", _("Justice or police")
    CULTURAL = "cultural", _("Cultural body")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other institution")


class OfferingKind(TextChoices):
    NATIONAL_COURSE = "national_course", _("National course")
    ACTION_TRAINING = "action_training", _("Territorial action-training")
    BASE_MODULE = "base_module", _("Base module")
    ADVANCED_MODULE = "advanced_module", _("Advanced module")
    OPEN_PRACTICE_SESSION = "open_practice_session", _("Open practice session")
    WORKSHOP = "workshop", _("Sociogénogramme workshop")
    TRANSMISSION_WORKSHOP = "transmission_workshop", _("Transmission workshop")
    SENSITISATION_SEMINAR = "sensitisation_seminar", _("Sensitisation seminar")
    SEMINAR = "seminar", _("Seminar")
    STUDY_DAY = "study_day", _("Study day")


SENSITISING_KINDS = (
    OfferingKind.BASE_MODULE,
    OfferingKind.SENSITISATION_SEMINAR,
    OfferingKind.NATIONAL_COURSE,
    OfferingKind.OPEN_PRACTICE_SESSION,
)
"""Decision: one attended half-day of any of these is the prior sensitisation of advanced modules."""

USUAL_DAYS = {
    OfferingKind.NATIONAL_COURSE: (13, 13),
    OfferingKind.ACTION_TRAINING: (5, 10),
    OfferingKind.BASE_MODULE: (3, 3),
    OfferingKind.ADVANCED_MODULE: (3, 3),
    OfferingKind.SENSITISATION_SEMINAR: (1, 3),
}
"""Fewest and most days of an offering; an action-training's are counted by calendar year."""


class Mode(TextChoices):
    """How people attend, in the words of schema.org `courseMode`."""

    ONSITE = "onsite", _("On site")
    ONLINE = "online", _("Online")
    BLENDED = "blended", _("Blended")


class HourKind(TextChoices):
    """What an hour was spent on; rulebooks name these codes."""

    THEORY = "theory", _("Theoretical training")
    PARTICIPATION_CC = "participation_cc", _("Participation in a Clinique de Concertation")
    PARTICIPATION_COC = "participation_coc", _("Participation in a Concertation Clinique")
    CO_ANIMATION_CC = "co_animation_cc", _("Co-animation of a Clinique de Concertation")
    CO_ANIMATION_COC = "co_animation_coc", _("Co-animation of a Concertation Clinique")
    SEMINAR_CC = "seminar_cc", _("Seminar specific to the Clinique de Concertation")
    SEMINAR = "seminar", _("Seminar")
    CONGRESS = "congress", _("Congress")
    COLLOQUIUM = "colloquium", _("Colloquium")
    TRANSMISSION_WORKSHOP = "transmission_workshop", _("Transmission workshop")
    FURTHER_TRAINING = "further_training", _("Further training")
    DEEPENING = "deepening", _("Deepening of the methodology")
    PERSONAL_WORK = "personal_work", _("Personal work")
    PEDAGOGY = "pedagogy", _("Training in teaching skills")


CO_ANIMATION_KINDS = (HourKind.CO_ANIMATION_CC, HourKind.CO_ANIMATION_COC)


class SessionStatus(TextChoices):
    """Where a session stands; see `Session` for the allowed moves."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class PublicState(TextChoices):
    """How a session stands for visitors on some day."""

    COMING = "coming", _("Seats available")
    FULL = "full", _("Full")
    UNDER_WAY = "under_way", _("Under way")
    PAST = "past", _("Over")
    CANCELLED = "cancelled", _("Session cancelled")


class Half(TextChoices):
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class AnimationRole(TextChoices):
    ANIMATOR = "animator", _("Animator")
    CO_ANIMATOR = "co_animator", _("Co-animator")


class EnrolmentStatus(TextChoices):
    """Where an enrolment stands; see `Enrolment` for the allowed moves."""

    APPLIED = "applied", _("Requested")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Seat offered")
    ENROLLED = "enrolled", _("Enrolled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DROPPED_OUT = "dropped_out", _("Dropped out")
    TRANSFERRED = "transferred", _("Transferred")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled with the session")


ACTIVE_ENROLMENTS = (
    EnrolmentStatus.APPLIED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.OFFERED,
    EnrolmentStatus.ENROLLED,
)

ASKING_ENROLMENTS = (
    EnrolmentStatus.APPLIED,
    EnrolmentStatus.WAITING,
    EnrolmentStatus.OFFERED,
)
"""Those who have no seat yet."""

SEATED_ENROLMENTS = (EnrolmentStatus.OFFERED, EnrolmentStatus.ENROLLED)
"""A seat that is offered is kept free until the answer or the deadline."""


class SeatNews(TextChoices):
    """What those who act for an institution are told about the places that it pays for."""

    REQUESTED = "requested", _("Asks you to pay")
    OFFERED = "offered", _("Seat offered")
    ACCEPTED = "accepted", _("Seat accepted")
    LAPSED = "lapsed", _("Offer not answered in time")
    WITHDRAWN = "withdrawn", _("Withdrawal")
    MOVED = "moved", _("Change of session")
    IN_VAIN = "in_vain", _("No seat came free")


class AttendanceStatus(TextChoices):
    PRESENT = "present", _("Present")
    PARTIAL = "partial", _("Present in part")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


class AttendanceRole(TextChoices):
    PARTICIPANT = "participant", _("Participant")
    CO_ANIMATOR = "co_animator", _("Co-animator")


class RequestStatus(TextChoices):
    """Where a request for an action-training stands; see `ActionTrainingRequest` for the allowed moves."""

    RECEIVED = "received", _("Received")
    IN_DISCUSSION = "in_discussion", _("In discussion")
    QUOTE_SENT = "quote_sent", _("Quote sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Given up")


OPEN_REQUESTS = (RequestStatus.RECEIVED, RequestStatus.IN_DISCUSSION, RequestStatus.QUOTE_SENT)


class UploadState(TextChoices):
    """Where a spreadsheet that somebody brought stands; see `SpreadsheetUpload` for the allowed moves."""

    TO_MAP = "to_map", _("Columns to confirm")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Ready")
    WRITING = "writing", _("Being written")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class ClaimState(TextChoices):
    """Whether somebody whom an institution enrolled is a person known elsewhere."""

    PENDING = "pending", _("To be decided")
    SAME = "same", _("The same person")
    ANOTHER = "another", _("Another person")


class LineState(TextChoices):
    """What a line of a list is found to be, before anything is written."""

    NEW = "new", _("New person")
    KNOWN = "known", _("Known person")
    QUESTION = "question", _("To be answered")
    HELD = "held", _("Enrolled already")
    REPEATED = "repeated", _("Named twice")
    LEFT_OUT = "left_out", _("Left out")
    PROBLEM = "problem", _("To be corrected")


GOOD_LINES = (LineState.NEW, LineState.KNOWN)
"""Those that are enrolled as they are."""


class LineResult(TextChoices):
    """What became of a line of a list."""

    ENROLLED = "enrolled", _("Enrolled")
    WAITING = "waiting", _("On the waiting list")
    KEPT = "kept", _("Already enrolled")
    REFUSED = "refused", _("Not enrolled")


class ExportState(TextChoices):
    WAITING = "waiting", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
