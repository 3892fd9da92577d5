"""The sheet to sign: read back by another program than the one that drew it."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from pypdf import PdfReader

from curriculum.attendance.sheet import attendance_sheets, write_sheet
from curriculum.enums import AnimationRole, EnrolmentStatus, Half
from curriculum.errors import InvalidInput
from curriculum.models import Animation, InstitutionManager, SessionSlot
from tests.factories import NOON, make_enrolment, make_institution, make_person, make_session

LONG_TITLE = (
    "Formation-Action « De proche en proche » : travail thérapeutique de réseau avec les familles en "
    "détresse multiple, Essonne et Val-de-Marne, 2026-2027"
)
A4 = (595, 842)


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(reader: PdfReader) -> str:
    """Everything that the pages say, in one line, with ordinary spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def poppler_text(content: bytes) -> str:
    """The same, read by Poppler."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def paper(session, **options) -> str:
    return text_of(read(write_sheet(session, **options)))


@pytest.fixture
def course(place, bruno):
    """Two days of two half-days, led by Bruno."""
    return make_session(place, animator=bruno, days=2, title="Module de base, automne")


def test_it_says_what_proves_a_training(course, amina):
    make_enrolment(course, amina)

    said = paper(course)

    for fact in (
        "Feuille d’émargement",
        "Module de base, automne",
        "Fédération Internationale pour la « Clinique de Concertation »",
        "12 rue des Relais, 75013 Paris",
        "mercredi 21 octobre 2026",
        "9 h 30 – 12 h 30",
        "13 h 30 – 16 h 30",
        "6 h",
        "Maison des associations, Essonne",
        "COSTA Bruno",
        "page 1 sur 2",
        course.code,
    ):
        assert fact in said, fact


def test_it_has_everybody_once_a_page_and_nobody_who_left_before(course, amina):
    make_enrolment(course, amina)
    make_enrolment(course, make_person("Gaëlle", "Huet"))
    for status in (
        EnrolmentStatus.WITHDRAWN,
        EnrolmentStatus.WAITING,
        EnrolmentStatus.OFFERED,
        EnrolmentStatus.NO_SHOW,
    ):
        ended = None if status in ("waiting", "offered") else NOON
        extra = {"offered_until": NOON} if status == EnrolmentStatus.OFFERED else {}
        gone = make_person("Partie", status.upper())
        make_enrolment(course, gone, status=status, ended_at=ended, **extra)

    content = write_sheet(course)

    for said in (text_of(read(content)), poppler_text(content)):
        assert said.count("BENALI Amina") == 2  # once a day
        assert said.count("HUET Gaëlle") == 2
        assert "Partie" not in said


def test_it_asks_nobody_to_sign_for_a_half_day_after_leaving(course, amina):
    slots = list(SessionSlot.objects.of_session(course).select_related("day", "territory"))
    make_enrolment(
        course,
        amina,
        status=EnrolmentStatus.DROPPED_OUT,
        ended_at=slots[0].starts + timedelta(hours=1),
    )

    first, second = attendance_sheets(course)

    assert [line.boxes for line in first.people] == [("", "non attendu")]
    assert second.people == []


def test_it_lets_who_co_leads_sign_among_those_who_lead(course, amina):
    make_enrolment(course, amina)
    morning = SessionSlot.objects.of_session(course).first()
    Animation.objects.create(slot=morning, person=amina, role=AnimationRole.CO_ANIMATOR)

    sheet = attendance_sheets(course)[0]

    assert [line.boxes for line in sheet.people] == [("co-anime", "")]
    assert [(line.name, line.note, line.boxes) for line in sheet.leaders] == [
        ("COSTA Bruno", "animation", ("", "")),
        ("BENALI Amina", "co-animation", ("", "–")),
    ]


@pytest.mark.parametrize(("per", "pages", "width"), [("day", 2, max(A4)), ("half_day", 4, min(A4))])
def test_it_takes_one_page_a_day_or_a_half_day(course, amina, per, pages, width):
    make_enrolment(course, amina)

    reader = read(write_sheet(course, per=per))

    assert len(reader.pages) == pages
    assert {round(page.mediabox.width) for page in reader.pages} == {width}
    assert all("BENALI Amina" in page.extract_text() for page in reader.pages)


def test_it_prints_one_day_alone(course, amina):
    make_enrolment(course, amina)
    _first, second = course.days.order_by("on").values_list("on", flat=True)

    reader = read(write_sheet(course, days=[second]))

    assert len(reader.pages) == 1
    assert "jeudi 22 octobre 2026" in text_of(reader)


def test_it_prints_for_one_institution_its_people_alone(course, amina, institution, essonne):
    other = make_institution(essonne, "Maison de quartier")
    make_enrolment(course, amina, institution=institution)
    make_enrolment(course, make_person("Gaëlle", "Huet"), institution=other)
    make_enrolment(course, make_person("Hugo", "Lemaître"))

    everybody = paper(course)
    theirs = paper(course, institution=institution)

    assert all(name in everybody for name in ("Centre hospitalier", "Maison de quartier"))
    assert "BENALI Amina" in theirs
    assert not [n for n in ("HUET", "LEMAÎTRE", "Maison de quartier") if n in theirs]


def test_it_prints_whom_the_last_enrolment_says_who_pays(course, amina, institution, essonne):
    other = make_institution(essonne, "Maison de quartier")
    left = {"status": EnrolmentStatus.TRANSFERRED, "ended_at": NOON}
    make_enrolment(course, amina, institution=other)
    make_enrolment(course, amina, institution=institution, **left)

    assert "BENALI" in paper(course, institution=other)
    assert "BENALI" not in paper(course, institution=institution)


@pytest.mark.parametrize("lines", [0, 3])
def test_it_leaves_the_lines_that_were_asked_for(course, amina, lines):
    make_enrolment(course, amina)
    day = course.days.first().on

    said = paper(course, days=[day], lines=lines)

    assert said.replace("« + »", "").count("+") == lines
    assert ("sans être inscrites" in said) == bool(lines)


def test_it_runs_over_with_its_headings_and_the_names_that_are_long(place):
    bruno = make_person("Bruno", "Costa")
    session = make_session(place, animator=bruno, title=LONG_TITLE, halves=tuple(Half))
    name = "de La Rochefoucauld-Montbéliard Łukaszewicz Österreicher"
    make_enrolment(session, make_person("Marie-Clémentine Anne-Charlotte", name))
    for number in range(59):
        make_enrolment(session, make_person("Prénom", f"Nom{number:02}"))

    content = write_sheet(session)
    reader = read(content)

    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, start=1):
        said = " ".join(page.extract_text().split())
        assert f"page {number} sur {len(reader.pages)}" in said
        assert "2026-2027" in said  # the whole title, on each page
        assert "Signature" in said
    everything = poppler_text(content)
    assert [n for n in range(59) if everything.count(f"NOM{n:02} Prénom") != 1] == []
    assert "ÖSTERREICHER" in everything


def test_its_lines_are_high_enough_to_sign():
    css = render_to_string("curriculum/documents/attendance_sheet.css")

    heights = re.findall(r"tbody th \{ height: ([\d.]+)mm", css)

    assert heights
    assert min(map(float, heights)) >= 9


@pytest.mark.parametrize("per", ["day", "half_day"])
def test_it_has_no_error_of_accessibility(course, amina, institution, per, tmp_path):
    make_enrolment(course, amina, institution=institution)
    for number in range(30):
        make_enrolment(course, make_person("Prénom", f"Nom{number:02}"))
    path = tmp_path / "sheet.pdf"
    path.write_bytes(write_sheet(course, per=per))

    checked = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", "--format", "json", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(checked.stdout)["findings"] == [], checked.stdout
    catalog = read(path.read_bytes()).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "fr"


def test_its_code_leads_to_where_it_is_noted(course, amina):
    make_enrolment(course, amina)
    slot = SessionSlot.objects.of_session(course).first()

    def links(content):
        return {
            annotation.get_object()["/A"]["/URI"]
            for page in read(content).pages
            for annotation in page.get("/Annots", [])
        }

    assert {address.rpartition(".test")[2] for address in links(write_sheet(course))} == {
        reverse("curriculum:session", args=[course.code])
    }
    address = reverse("curriculum:mark", args=[slot.code])
    assert any(link.endswith(address) for link in links(write_sheet(course, per="half_day")))


def test_it_escapes_what_people_wrote(course):
    make_enrolment(course, make_person("<b>Anne", '<img src="file:///etc/passwd">'))

    assert "<b>Anne" in paper(course)


def test_it_refuses_a_session_without_a_day_and_a_file_without_end(course, amina, monkeypatch):
    make_enrolment(course, amina)
    monkeypatch.setattr("curriculum.attendance.sheet.MOST_LINES", 3)
    with pytest.raises(InvalidInput, match="un jour"):
        write_sheet(course)
    assert write_sheet(course, days=[course.days.first().on])

    course.days.all().delete()
    with pytest.raises(InvalidInput, match="Aucun jour"):
        write_sheet(course)


def test_it_reads_a_session_in_a_fixed_number_of_queries(
    course, institution, django_assert_max_num_queries
):
    for number in range(40):
        make_enrolment(course, make_person("Prénom", f"Nom{number}"), institution=institution)

    with django_assert_max_num_queries(9):
        attendance_sheets(course)


# Its addresses


def ask(client, session, name="sheet_pdf", **query):
    return client.get(reverse(f"curriculum:{name}", args=[session.code]), query)


def test_it_gives_the_pdf_by_its_address(client, course, amina, bruno, institution):
    make_enrolment(course, amina, institution=institution)
    client.force_login(bruno.user)

    choices = ask(client, course, "sheet")
    everything = ask(client, course)
    part = ask(
        client,
        course,
        par="demi-journee",
        jour="2026-10-22",
        institution=institution.code,
        lignes="0",
    )

    assert "Toutes les journées" in choices.content.decode()
    assert everything["Content-Type"] == "application/pdf"
    assert len(read(everything.content).pages) == 2
    assert len(read(part.content).pages) == 2
    assert part["Content-Disposition"] == (
        'inline; filename="feuille-demargement-module-de-base-automne-2026-10-22-'
        'centre-hospitalier-dessonne.pdf"'
    )


@pytest.mark.parametrize("query", [{"jour": "hier"}, {"jour": "2020-01-01"}, {"institution": "X"}])
def test_it_knows_no_other_day_nor_institution(client, course, bruno, query):
    client.force_login(bruno.user)

    assert ask(client, course, **query).status_code == 404
    assert ask(client, course, "sheet", **query).status_code == 404


@pytest.mark.parametrize(
    "query", [{"lignes": "11"}, {"lignes": "-1"}, {"lignes": "x"}, {"par": "an"}]
)
def test_it_says_what_is_wrong_with_a_choice(client, course, bruno, query):
    client.force_login(bruno.user)

    response = ask(client, course, **query)

    assert response["Content-Type"].startswith("text/html")
    assert response.context["form"].errors


def test_it_proposes_today(client, place, bruno):
    today = date.today()  # noqa: DTZ011 - the clock of the machine, as the page asks it
    session = make_session(place, animator=bruno, on=today, days=2)
    client.force_login(bruno.user)

    assert ask(client, session, "sheet").context["form"]["jour"].value() == today.isoformat()


def test_it_gives_a_manager_the_own_people_alone(
    client, course, amina, claire, institution, essonne
):
    other = make_institution(essonne, "Maison de quartier")
    make_enrolment(course, amina, institution=institution)
    make_enrolment(course, make_person("Gaëlle", "Huet"), institution=other)
    client.force_login(claire.user)

    choices = ask(client, course, "sheet").content.decode()
    theirs = text_of(read(ask(client, course).content))

    assert "Maison de quartier" not in choices
    assert "BENALI Amina" in theirs
    assert "HUET" not in theirs
    assert ask(client, course, institution=other.code).status_code == 404
    assert ask(client, course, institution="").status_code == 404


def test_it_gives_a_manager_nothing_where_nobody_is_sent(
    client, course, amina, claire, institution
):
    make_enrolment(
        course, amina, institution=institution, status=EnrolmentStatus.WITHDRAWN, ended_at=NOON
    )
    client.force_login(claire.user)

    assert ask(client, course).status_code == 404
    assert ask(client, course, "sheet").status_code == 404


def test_it_gives_a_former_manager_nothing(client, course, amina, claire, institution):
    make_enrolment(course, amina, institution=institution)
    InstitutionManager.objects.update(ended_at=NOON)
    client.force_login(claire.user)

    assert ask(client, course).status_code == 404
