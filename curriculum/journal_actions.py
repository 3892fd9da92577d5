"""Everything that the journal may say about the curriculum: one line per service."""

from django.utils.translation import gettext_lazy as _

JOURNAL_ACTIONS = [
    # action, label, message
    # sessions and attendance
    ("curriculum.create_session", _("Create a session"), _("Session created")),
    ("curriculum.update_session", _("Change a session"), _("Session changed")),
    ("curriculum.copy_session", _("Copy a session"), _("Session copied from another")),
    ("curriculum.open_session", _("Open a session"), _("Session opened")),
    ("curriculum.close_session", _("Close a session"), _("Session closed")),
    ("curriculum.reopen_session", _("Reopen a session"), _("Closing undone")),
    ("curriculum.cancel_session", _("Cancel a session"), _("Session cancelled")),
    ("curriculum.plan_days", _("Add days"), _("Days added")),
    ("curriculum.add_half_days", _("Add half-days"), _("Half-days added")),
    ("curriculum.edit_half_days", _("Change half-days"), _("Half-days changed")),
    ("curriculum.remove_half_days", _("Remove half-days"), _("Half-days removed")),
    ("curriculum.name_day", _("Change the theme of a day"), _("Theme of a day changed")),
    ("curriculum.reschedule_day", _("Move a day"), _("Day moved")),
    ("curriculum.shift_session", _("Move all days"), _("All days moved")),
    ("curriculum.mark_attendance", _("Mark attendance"), _("Attendance marked")),
    ("curriculum.unmark_attendance", _("Remove a mark"), _("Mark of attendance removed")),
    # enrolments
    ("curriculum.enrol", _("Enrol"), _("Enrolment noted")),
    ("curriculum.give_place", _("Give a place"), _("Place given")),
    ("curriculum.withdraw", _("Withdraw an enrolment"), _("Withdrawn before the session")),
    ("curriculum.drop_out", _("Note a drop-out"), _("Dropped out during the session")),
    ("curriculum.transfer", _("Transfer"), _("Transferred to another session")),
    ("curriculum.change_payer", _("Change who pays"), _("Paying institution changed")),
    ("curriculum.cancel_enrolment", _("Cancel an enrolment"), _("Cancelled with the session")),
    ("curriculum.waive_sensitisation", _("Waive the sensitisation"), _("Sensitisation waived")),
    (
        "curriculum.take_back_waiver",
        _("Take back a waiver"),
        _("Waiver of sensitisation taken back"),
    ),
    # people and accounts
    ("curriculum.create_person", _("Add a person"), _("Person added")),
    ("curriculum.update_person", _("Change a person"), _("Person changed")),
    (
        "curriculum.set_home_territory",
        _("Change the professional territory"),
        _("Professional territory begun"),
    ),
    (
        "curriculum.correct_home_territory",
        _("Correct the professional territory"),
        _("Professional territory corrected"),
    ),
    (
        "curriculum.remove_home_territory",
        _("Remove a professional territory"),
        _("Professional territory removed"),
    ),
    ("curriculum.join_institution", _("Join an institution"), _("Institution joined")),
    ("curriculum.correct_membership", _("Correct a membership"), _("Membership corrected")),
    ("curriculum.leave_institution", _("Leave an institution"), _("Institution left")),
    ("curriculum.remove_membership", _("Remove a membership"), _("Membership removed")),
    ("curriculum.link_account", _("Link an account"), _("Account linked")),
    ("curriculum.unlink_account", _("Detach an account"), _("Account detached")),
    ("curriculum.invite_person", _("Invite"), _("Invitation to open an account sent")),
    (
        "curriculum.forget_password",
        _("Forget a password"),
        _("Password chosen before the address was proved forgotten"),
    ),
    # institutions, places, territories, catalogue
    ("curriculum.create_institution", _("Add an institution"), _("Institution added")),
    ("curriculum.update_institution", _("Change an institution"), _("Institution changed")),
    ("curriculum.remove_institution", _("Remove an institution"), _("Institution removed")),
    ("curriculum.appoint_manager", _("Appoint a manager"), _("Manager appointed")),
    ("curriculum.end_manager", _("End a manager’s appointment"), _("Manager’s appointment ended")),
    ("curriculum.create_place", _("Add a place"), _("Place added")),
    ("curriculum.update_place", _("Change a place"), _("Place changed")),
    ("curriculum.remove_place", _("Remove a place"), _("Place removed")),
    ("curriculum.create_provider", _("Add a training body"), _("Training body added")),
    ("curriculum.update_provider", _("Change a training body"), _("Training body changed")),
    ("curriculum.remove_provider", _("Remove a training body"), _("Training body removed")),
    ("curriculum.add_territory", _("Add a local territory"), _("Local territory added")),
    ("curriculum.rename_territory", _("Rename a local territory"), _("Local territory renamed")),
    ("curriculum.remove_territory", _("Remove a local territory"), _("Local territory removed")),
    ("curriculum.create_offering", _("Add an offering"), _("Offering added")),
    ("curriculum.update_offering", _("Change an offering"), _("Offering changed")),
    ("curriculum.remove_offering", _("Remove an offering"), _("Offering removed")),
    (
        "curriculum.settle_login",
        _("Settle a login"),
        _("Address that opens the account settled"),
    ),
    # background tasks
    ("curriculum.run_task_again", _("Run a task again"), _("Failed task run again")),
    ("curriculum.dismiss_task", _("Dismiss a task"), _("Failed task taken off the list")),
]
