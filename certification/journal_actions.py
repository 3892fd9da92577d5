"""Everything that the journal may say about the certification: one line per service."""

from django.utils.translation import gettext_lazy as _

JOURNAL_ACTIONS = [
    # action, label, message
    (
        "certification.publish_rulebook",
        _("Publish a rulebook"),
        _("Rulebook brought into force"),
    ),
    (
        "certification.move_person",
        _("Move a person to another rulebook"),
        _("Moved to another version of the rulebook"),
    ),
    # hours
    ("certification.credit_session", _("Credit hours"), _("Hours credited from attendance")),
    ("certification.uncredit_session", _("Withdraw credited hours"), _("Session reopened")),
    ("certification.declare", _("Declare an activity"), _("Activity declared, as a draft")),
    ("certification.edit_declaration", _("Correct a declaration"), _("Declaration corrected")),
    ("certification.submit", _("Submit a declaration"), _("Submitted for validation")),
    ("certification.take_back", _("Take back a declaration"), _("Taken back to correct it")),
    ("certification.withdraw", _("Withdraw a declaration"), _("Declaration withdrawn")),
    ("certification.delete_draft", _("Delete a draft"), _("Draft deleted")),
    ("certification.attach_evidence", _("Add evidence"), _("Evidence added")),
    ("certification.remove_evidence", _("Remove evidence"), _("Evidence removed")),
    ("certification.validate_hours", _("Validate hours"), _("Hours validated")),
    ("certification.refuse_hours", _("Refuse hours"), _("Hours refused")),
    ("certification.undo_decision", _("Undo a decision"), _("Decision undone")),
    (
        "certification.overrule_off_territory",
        _("Overrule the territory"),
        _("Off-territory decided by hand"),
    ),
    (
        "certification.stop_overruling",
        _("Stop overruling the territory"),
        _("Off-territory follows the calendar again"),
    ),
    ("certification.settle_provider", _("Settle the training body"), _("Training body settled")),
    # past hours
    ("certification.bring_workbook", _("Bring past hours"), _("Workbook of past hours brought")),
    ("certification.map_columns", _("Say what columns hold"), _("Columns confirmed")),
    ("certification.explain_words", _("Say what words mean"), _("Words of the workbook explained")),
    (
        "certification.recognise_people",
        _("Recognise people"),
        _("People of the workbook recognised"),
    ),
    (
        "certification.correct_import_line",
        _("Mend a line"),
        _("Line of the workbook mended on the page"),
    ),
    ("certification.set_lines_aside", _("Choose lines"), _("Lines left out or taken in again")),
    (
        "certification.give_up_import",
        _("Give up an import"),
        _("Import given up, nothing recorded"),
    ),
    ("certification.start_writing", _("Record past hours"), _("Recording of past hours asked for")),
    ("certification.import_hours", _("Import hours"), _("Hours imported from a workbook")),
    ("certification.finish_writing", _("End an import"), _("Past hours recorded")),
    ("certification.start_undoing", _("Undo an import"), _("Undoing of the import asked for")),
    ("certification.remove_imported", _("Remove imported hours"), _("Removed with their import")),
    ("certification.finish_undoing", _("End undoing an import"), _("Import undone")),
    # attestations
    (
        "certification.issue_attestation",
        _("Issue an attestation"),
        _("Attestation issued"),
    ),
    ("certification.store_pdf", _("Keep the PDF of an attestation"), _("PDF drawn and kept")),
    (
        "certification.revoke_attestation",
        _("Revoke an attestation"),
        _("Attestation revoked"),
    ),
    (
        "certification.supersede_attestation",
        _("Replace an attestation"),
        _("Attestation replaced by another"),
    ),
    ("certification.award_level", _("Recognise a level"), _("Level recognised, minutes frozen")),
    ("certification.withdraw_award", _("Withdraw a level"), _("Level withdrawn, minutes freed")),
    ("certification.start_batch", _("Ask for many attestations"), _("Batch asked for")),
    ("certification.finish_batch", _("End a batch of attestations"), _("Batch finished")),
    # who is who
    (
        "certification.merge_people",
        _("Join two entries of a person"),
        _("Joined with another entry of the same person"),
    ),
    (
        "certification.end_double_enrolment",
        _("End a double enrolment"),
        _("Ended: enrolled twice under two entries"),
    ),
    (
        "certification.answer_claim",
        _("Say whether two people are one"),
        _("Answered whether it is a person known already"),
    ),
]
