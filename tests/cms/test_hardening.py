"""What an attacker meets: answers of every kind carry the policy, uploads stay inert, oddities are refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.architecture.access_world import world  # noqa: F401
from tests.certification.hours import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(client):
    """A client that gets error pages instead of errors."""
    client.raise_request_exception = False
    return client


def policy_of(answer) -> str:
    return answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("status", "role", "name"),
    [
        (403, "stranger", "certification:progress"),
        (404, "other", "certification:record"),
        (405, "visitor", "certification:submit"),
        (200, "trainee", "certification:download_attestation"),
    ],
)
def test_the_policy_holds_for_refusals_and_files_too(status, role, name, someone, world):  # noqa: F811
    if world.users[role]:
        someone.force_login(world.users[role])
    thing = world.paper if name.endswith("attestation") else world.draft
    args = [] if name.endswith("progress") else [thing.code]

    answer = someone.get(reverse(name, args=args))

    assert answer.status_code == status
    assert "default-src 'none'" in policy_of(answer)
    assert "unsafe" not in policy_of(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_policy_holds_for_a_wrong_host_and_a_flood(someone, settings):
    settings.ALLOWED_HOSTS = ["jalons.test"]
    wrong_host = someone.get("/", headers={"host": "evil.example"})
    settings.ALLOWED_HOSTS = ["*"]
    flood = [someone.get("/verifier/AAAA") for _ in range(31)][-1]

    assert (wrong_host.status_code, flood.status_code) == (400, 429)
    for answer in (wrong_host, flood):
        assert "default-src 'none'" in policy_of(answer)


def test_a_page_of_somebody_signed_in_is_kept_by_no_cache(someone, world):  # noqa: F811
    public = someone.get("/")
    someone.force_login(world.users["trainee"])
    private = someone.get("/mes-heures/")

    assert public["Cache-Control"] == "no-cache"  # kept, and asked about each time
    assert "no-store" in private["Cache-Control"]
    assert "private" in private["Cache-Control"]


def test_nothing_changes_without_a_token(world):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["trainee"])

    answer = client.post(reverse("certification:submit", args=[world.draft.code]))

    assert answer.status_code == 403
    world.draft.refresh_from_db()
    assert world.draft.state == "draft"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.gif", b"GIF89a/*<script>*/"),
        ("a.zip", b"PK\x03\x04" + bytes(60)),
    ],
)
def test_it_keeps_nothing_that_a_browser_would_run(name, content, someone, world):  # noqa: F811
    someone.force_login(world.users["trainee"])
    address = reverse("certification:add_evidence", args=[world.draft.code])

    someone.post(address, {"files": SimpleUploadedFile(name, content, "application/pdf")})

    assert world.draft.evidence.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.html", PDF.replace(b"<<>>", b"<script>alert(1)</script>"), "application/pdf"),
        ('../../e\r\nX-Evil: y".html', picture() + b"<script>alert(1)</script>", "image/jpeg"),
    ],
)
def test_a_file_that_is_two_things_is_served_as_the_harmless_one(
    name,
    content,
    kind,
    someone,
    world,  # noqa: F811
):
    someone.force_login(world.users["trainee"])
    address = reverse("certification:add_evidence", args=[world.draft.code])
    someone.post(address, {"files": SimpleUploadedFile(name, content, "text/html")})
    kept = world.draft.evidence.exclude(pk=world.draft_evidence.pk).get()

    answer = someone.get(reverse("certification:evidence", args=[kept.code]))

    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in policy_of(answer)
    assert "default-src 'none'" in policy_of(answer)
    assert ".." not in answer["Content-Disposition"]
    assert "X-Evil" not in answer
    assert kept.file.name.startswith("evidence/")


def test_private_files_have_no_address_of_their_own(someone, world, settings):  # noqa: F811
    someone.force_login(world.users["superuser"])

    for file in (world.evidence.file, world.paper.file):
        assert someone.get(f"/media/{file.name}").status_code == 404
        assert not str(file.path).startswith(str(settings.MEDIA_ROOT))
        with pytest.raises(ValueError, match="no address"):
            _ = file.url


def test_a_declaration_takes_only_what_a_trainee_may_say(someone, world):  # noqa: F811
    someone.force_login(world.users["trainee"])
    address = reverse("certification:edit_declaration", args=[world.draft.code])

    answer = someone.post(
        address,
        {
            "kind": "theory",
            "title": "Autre titre",
            "on": "2026-01-05",
            "minutes_hours": "1",
            "minutes_minutes": "30",
            "place": "Paris",
            "territory": world.place.territory.pk,
            "provider_name": "Institut systémique",
            "state": "validated",
            "accredited": "on",
            "off_territory": "on",
            "person": world.users["other"].person.pk,
            "decided_by": world.users["trainee"].pk,
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    world.draft.refresh_from_db()
    assert world.draft.title == "Autre titre"
    assert world.draft.state == "draft"
    assert world.draft.person == world.amina
    assert not world.draft.accredited
    assert not world.draft.off_territory
    assert world.draft.decided_by is None


@pytest.mark.parametrize("length", ["abc", "-1", "99999999999999999999"])
def test_a_false_length_is_no_error_of_ours(length, someone):
    assert someone.post("/verifier/", CONTENT_LENGTH=length).status_code in {400, 413}


def test_a_stranger_to_a_half_day_can_neither_mark_nor_read_it(someone, world):  # noqa: F811
    """Bruno leads this session: another animator of another session does not."""
    from curriculum.models import Animation, SessionSlot
    from tests.factories import make_person, make_session

    mine = make_session(world.place, animator=make_person("Gilles", "Petit", account=True))
    other = Animation.objects.filter(slot__day__session=mine).first().person
    someone.force_login(other.user)
    slot = SessionSlot.objects.of_session(world.session).first()

    for name, code in (("mark", slot.code), ("session", world.session.code)):
        assert someone.get(reverse(f"curriculum:{name}", args=[code])).status_code == 404
    data = {f"status-{slot.pk}-{world.amina.pk}": "present"}
    assert someone.post(reverse("curriculum:mark", args=[slot.code]), data).status_code == 404
    assert not slot.attendances.exists()


def test_drawing_papers_lets_no_cut_picture_pass_as_evidence():
    from PIL import ImageFile

    from curriculum import pdf

    pdf._workshop()

    assert not ImageFile.LOAD_TRUNCATED_IMAGES
