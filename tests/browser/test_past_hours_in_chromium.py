"""Staff bring years of hours in the admin, whose own styles meet ours."""

from playwright.sync_api import expect

from certification.models import HourImport
from curriculum.enums import UploadState
from tests.certification.past_hours import bring, line
from tests.certification.records import make_ficc


def test_the_bar_shows_while_a_workbook_is_read(
    transactional_db, denis, each_width, live_server, sign_in, without_violations
):
    make_ficc()
    hour_import = bring(line(), by=denis)
    HourImport.objects.update(state=UploadState.CHECKING)
    sign_in(denis)
    page = each_width

    page.goto(f"{live_server.url}/admin/certification/past-hours/{hour_import.code}/")

    bar = page.get_by_role("progressbar", name="ligne")
    assert bar.evaluate("bar => bar.checkVisibility({ opacityProperty: true })")
    expect(page.get_by_role("button", name="Oublier ce classeur")).to_be_in_viewport()
    without_violations(page)
