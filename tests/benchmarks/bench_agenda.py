"""What the agenda costs with 50 and with 500 sessions.

Row 16: the queries of the page, as a list and as a calendar, made anew for a visitor; they do not grow. The
times are there to see: no floor is set for them.
"""

import logging
import statistics
import time
from datetime import timedelta

from tests.benchmarks.harness import fact, figure, scratch_site

ROUNDS = 15
# The page itself is made anew each time: addresses with an invented word are not kept.
VIEWS = {
    "as a list": "/agenda/?word=invented",
    "as a calendar": "/agenda/?view=month&word=invented",
    "as a feed": "/agenda.ics?word=invented",
}


def fill(count: int, *, skip: int = 0) -> None:
    """Plan sessions of three days, spread over five territories and a year to come."""
    from django.utils import timezone

    from curriculum.enums import OfferingKind
    from curriculum.models import Offering, Place, Territory
    from tests.factories import make_place, make_session

    today = timezone.localdate()
    if not Place.objects.exists():
        for territory in Territory.objects.filter(depth=2)[:5]:
            make_place(territory)
        for kind in OfferingKind.values:
            Offering.objects.create(code=kind, kind=kind, title=f"Formation {kind}")
    places, offerings = list(Place.objects.all()), list(Offering.objects.all())
    for number in range(skip, skip + count):
        make_session(
            places[number % len(places)],
            offering=offerings[number % len(offerings)],
            on=today + timedelta(days=number % 365 + 1),
            days=3,
            title=f"Session {number}",
        )


def main() -> None:
    """Ask with 50 sessions, then with 500."""
    with scratch_site():
        from django.conf import settings
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext, override_settings

        from cms.models import AgendaPage, HomePage
        from curriculum.page_cache import change_mark

        logging.disable(logging.INFO)  # a server writes its lines elsewhere
        memory = "django.core.cache.backends.locmem.LocMemCache"
        kept = {**settings.CACHES, "pages": {"BACKEND": memory, "LOCATION": "pages"}}
        HomePage.objects.get().add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
        client = Client()
        found: dict[str, dict[int, int]] = {name: {} for name in VIEWS}
        for count, more in ((50, 50), (500, 450)):
            fill(more, skip=count - more)
            with override_settings(CACHES=kept):
                change_mark()
                for name, address in VIEWS.items():
                    client.get(address)  # what is looked up once after a change is known by now
                    with CaptureQueriesContext(connection) as queries:
                        assert client.get(address).status_code == 200
                    found[name][count] = len(queries)
                    times = []
                    for _round in range(ROUNDS):
                        begun = time.perf_counter()
                        client.get(address)
                        times.append((time.perf_counter() - begun) * 1000)
                    print(
                        f"      {count:>3} sessions {name:<14} {statistics.median(times):8.1f} ms"
                        f"   ({min(times):.1f}–{max(times):.1f})"
                    )
        for name, counts in found.items():
            figure(16, f"queries of the agenda {name}", counts[500], must=10, good=8)
            fact(
                16,
                f"the agenda {name} asks as much for 500 sessions as for 50",
                counts[50] == counts[500],
                detail=f"{counts[50]} and {counts[500]}",
            )


if __name__ == "__main__":
    main()
