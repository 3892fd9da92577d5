"""The curriculum's tables: who, where, what, when.

Everyone writes `from curriculum.models import Session`. A file here imports only files before it in this
list: codes, collation, sqlite, whole_numbers, people, places, catalogue, sessions, enrolments, visits, requests,
uploads, rosters, exports.
"""

import curriculum.models.sqlite
import curriculum.models.whole_numbers  # noqa: F401 - a lookup of every number
from curriculum.models.catalogue import Offering
from curriculum.models.enrolments import (
    Attendance,
    Enrolment,
    EnrolmentGroup,
    SensitisationWaiver,
    sensitised_people,
)
from curriculum.models.exports import AttendanceReturn, Export
from curriculum.models.people import Person, User
from curriculum.models.places import (
    ExternalProvider,
    HomeTerritory,
    Institution,
    InstitutionManager,
    ManagerInvitation,
    Membership,
    Place,
    Territory,
)
from curriculum.models.requests import ActionTrainingRequest, RequestNote
from curriculum.models.rosters import PersonClaim, Roster, RosterLine
from curriculum.models.sessions import Animation, Session, SessionDay, SessionPartner, SessionSlot
from curriculum.models.uploads import SpreadsheetLine, SpreadsheetUpload
from curriculum.models.visits import VisitRequest

__all__ = [
    "ActionTrainingRequest",
    "Animation",
    "Attendance",
    "AttendanceReturn",
    "Enrolment",
    "EnrolmentGroup",
    "Export",
    "ExternalProvider",
    "HomeTerritory",
    "Institution",
    "InstitutionManager",
    "ManagerInvitation",
    "Membership",
    "Offering",
    "Person",
    "PersonClaim",
    "Place",
    "RequestNote",
    "Roster",
    "RosterLine",
    "SensitisationWaiver",
    "Session",
    "SessionDay",
    "SessionPartner",
    "SessionSlot",
    "SpreadsheetLine",
    "SpreadsheetUpload",
    "Territory",
    "User",
    "VisitRequest",
    "sensitised_people",
]
