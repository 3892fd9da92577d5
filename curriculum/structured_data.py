"""What search engines are told, in the words of schema.org: plain dictionaries, made from what they are given."""

from collections.abc import Iterable, Sequence

from curriculum.enums import Mode, SessionStatus
from curriculum.models import Offering, Place, Session, SessionSlot

CONTEXT = "https://schema.org"
ATTENDANCE_MODES = {
    Mode.ONSITE: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.BLENDED: "MixedEventAttendanceMode",
}
COURSE_MODES = {Mode.ONSITE: "Onsite", Mode.ONLINE: "Online", Mode.BLENDED: "Blended"}


def organisation(*, name: str, url: str) -> dict:
    """Name who teaches and organises."""
    return {"@type": "Organization", "name": name, "url": url}


def breadcrumb_list(trail: Iterable[tuple[str, str]]) -> dict:
    """Tell where a page stands, from pairs of a name and a whole address."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(trail, start=1)
        ],
    }


def course(
    offering: Offering,
    *,
    description: str,
    url: str,
    provider: dict,
    instances: Sequence[dict] = (),
) -> dict:
    """Describe an offering; `instances` come from `course_instance`."""
    told = {
        "@context": CONTEXT,
        "@type": "Course",
        "name": offering.title,
        "description": description or offering.title,
        "url": url,
        "courseCode": offering.code,
        "inLanguage": "fr",
        "provider": provider,
    }
    if offer := _offer(offering, url=url):
        told["offers"] = offer
        told["isAccessibleForFree"] = offering.price_cents == 0
    if instances:
        told["hasCourseInstance"] = list(instances)
    return told


def course_instance(session: Session, slots: Sequence[SessionSlot], *, url: str) -> dict:
    """Describe a session as an edition of its course."""
    hours, minutes = divmod(sum(slot.minutes for slot in slots), 60)
    told = {
        "@type": "CourseInstance",
        "name": session.title,
        "url": url,
        "courseMode": COURSE_MODES[Mode(session.offering.mode)],
        "courseWorkload": f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H",
        **_dates(session, slots),
        "location": [_place(place) for place in _places(slots)],
    }
    if offer := _offer(session.offering, url=url, session=session):
        told["offers"] = offer
    return told


def event(session: Session, slots: Sequence[SessionSlot], *, url: str, organizer: dict) -> dict:
    """Describe a session as something that takes place."""
    is_cancelled = session.status == SessionStatus.CANCELLED
    mode = ATTENDANCE_MODES[Mode(session.offering.mode)]
    told = {
        "@context": CONTEXT,
        "@type": "EducationEvent",
        "name": session.title,
        "description": f"{session.offering.get_kind_display()}, {session.territory}",
        "url": url,
        **_dates(session, slots),
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{CONTEXT}/{mode}",
        "location": [_place(place) for place in _places(slots)],
        "organizer": organizer,
    }
    if offer := _offer(session.offering, url=url, session=session):
        told["offers"] = offer
        told["isAccessibleForFree"] = session.offering.price_cents == 0
    return told


def _dates(session: Session, slots: Sequence[SessionSlot]) -> dict:
    """Give moments with their offset where the hours are known, days where they are not."""
    if not slots:
        return {"startDate": f"{session.starts_on}", "endDate": f"{session.ends_on}"}
    return {"startDate": slots[0].starts.isoformat(), "endDate": slots[-1].ends.isoformat()}


def _places(slots: Sequence[SessionSlot]) -> list[Place]:
    return list({slot.place_id: slot.place for slot in slots}.values())


def _place(place: Place) -> dict:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
    }
    return {
        "@type": "Place",
        "name": place.name,
        "address": {key: value for key, value in address.items() if value},
    }


def _offer(offering: Offering, *, url: str, session: Session | None = None) -> dict | None:
    """Tell the price; nothing when it is on quote."""
    if offering.price_cents is None:
        return None
    offer = {
        "@type": "Offer",
        "category": "Paid" if offering.price_cents else "Free",
        "price": f"{offering.price_cents / 100:.2f}",
        "priceCurrency": offering.currency,
        "url": url,
    }
    if session is not None:
        is_full = getattr(session, "seats_left", None) == 0
        offer["availability"] = f"{CONTEXT}/{'SoldOut' if is_full else 'InStock'}"
    return offer
