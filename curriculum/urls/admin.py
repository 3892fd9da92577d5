"""The addresses of people, institutions and enrolments inside the Wagtail admin."""

from django.urls import path

import curriculum.converters  # noqa: F401
from curriculum.views import (
    attendance_workbooks,
    staff_enrolments,
    staff_institutions,
    staff_people,
    staff_seats,
)

app_name = "curriculum_admin"
urlpatterns = [
    path("people/<code:code>/", staff_people.PersonPage.as_view(), name="person"),
    path("people/<code:code>/invite/", staff_people.InviteView.as_view(), name="invite"),
    path(
        "people/<code:code>/account/detach/",
        staff_people.UnlinkAccountView.as_view(),
        name="unlink_account",
    ),
    path(
        "people/<code:code>/territories/new/",
        staff_people.AddHomeTerritoryView.as_view(),
        name="add_territory",
    ),
    path(
        "people/<code:code>/territories/<int:pk>/",
        staff_people.CorrectHomeTerritoryView.as_view(),
        name="correct_territory",
    ),
    path(
        "people/<code:code>/territories/<int:pk>/remove/",
        staff_people.RemoveHomeTerritoryView.as_view(),
        name="remove_territory",
    ),
    path("people/<code:code>/institutions/new/", staff_people.JoinView.as_view(), name="join"),
    path(
        "people/<code:code>/institutions/<int:pk>/",
        staff_people.CorrectMembershipView.as_view(),
        name="correct_membership",
    ),
    path(
        "people/<code:code>/institutions/<int:pk>/leave/",
        staff_people.LeaveView.as_view(),
        name="leave",
    ),
    path(
        "people/<code:code>/institutions/<int:pk>/remove/",
        staff_people.RemoveMembershipView.as_view(),
        name="remove_membership",
    ),
    path(
        "people/<code:code>/sensitisation/waive/",
        staff_people.WaiveSensitisationView.as_view(),
        name="waive",
    ),
    path(
        "people/<code:code>/sensitisation/take-back/",
        staff_people.TakeBackWaiverView.as_view(),
        name="take_back_waiver",
    ),
    path("people/<code:code>/enrol/", staff_enrolments.EnrolView.as_view(), name="enrol"),
    path(
        "enrolments/<code:code>/place/",
        staff_seats.GivePlaceView.as_view(),
        name="give_place",
    ),
    path(
        "enrolments/<code:code>/confirm/",
        staff_seats.ConfirmView.as_view(),
        name="confirm_request",
    ),
    path(
        "enrolments/<code:code>/extend/",
        staff_seats.ExtendView.as_view(),
        name="extend_offer",
    ),
    path(
        "enrolments/<code:code>/exchange/",
        staff_enrolments.ExchangeView.as_view(),
        name="exchange",
    ),
    path(
        "enrolments/<code:code>/no-show/",
        staff_enrolments.NoShowView.as_view(),
        name="no_show",
    ),
    path(
        "enrolments/<code:code>/no-show/undo/",
        staff_enrolments.UndoNoShowView.as_view(),
        name="undo_no_show",
    ),
    path(
        "enrolments/<code:code>/withdraw/",
        staff_enrolments.WithdrawView.as_view(),
        name="withdraw",
    ),
    path(
        "enrolments/<code:code>/drop-out/",
        staff_enrolments.DropOutView.as_view(),
        name="drop_out",
    ),
    path(
        "enrolments/<code:code>/transfer/",
        staff_enrolments.TransferView.as_view(),
        name="transfer",
    ),
    path("enrolments/<code:code>/payer/", staff_enrolments.PayerView.as_view(), name="payer"),
    path("attendance/", attendance_workbooks.staff_workbook, name="attendance_workbook"),
    path(
        "institutions/<code:code>/",
        staff_institutions.InstitutionPage.as_view(),
        name="institution",
    ),
    path(
        "institutions/<code:code>/attendance.xlsx",
        attendance_workbooks.institution_attendance,
        name="institution_attendance",
    ),
    path(
        "institutions/<code:code>/managers/new/",
        staff_institutions.AppointManagerView.as_view(),
        name="appoint_manager",
    ),
    path(
        "institutions/<code:code>/managers/<int:pk>/end/",
        staff_institutions.EndManagerView.as_view(),
        name="end_manager",
    ),
]
