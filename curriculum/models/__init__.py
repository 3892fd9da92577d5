"""The curriculum's tables: who, where, what, when.

Everyone writes `from curriculum.models import Session`. A file here imports only files before it in this
list: codes, collation, people, places, catalogue, sessions, enrolments, visits, requests.
"""

from curriculum.models.catalogue import Offering
from curriculum.models.enrolments import (
    Attendance,
    Enrolment,
    SensitisationWaiver,
    sensitised_people,
)
from curriculum.models.people import Person, User
from curriculum.models.places import (
    ExternalProvider,
    HomeTerritory,
    Institution,
    InstitutionManager,
    Membership,
    Place,
    Territory,
)
from curriculum.models.requests import ActionTrainingRequest, RequestNote
from curriculum.models.sessions import Animation, Session, SessionDay, SessionPartner, SessionSlot
from curriculum.models.visits import VisitRequest

__all__ = [
    "ActionTrainingRequest",
    "Animation",
    "Attendance",
    "Enrolment",
    "ExternalProvider",
    "HomeTerritory",
    "Institution",
    "InstitutionManager",
    "Membership",
    "Offering",
    "Person",
    "Place",
    "RequestNote",
    "SensitisationWaiver",
    "Session",
    "SessionDay",
    "SessionPartner",
    "SessionSlot",
    "Territory",
    "User",
    "VisitRequest",
    "sensitised_people",
]
