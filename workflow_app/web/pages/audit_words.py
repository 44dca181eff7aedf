"""What happened outside the cases, as words for the audit trail: rules, records, entries, accounts."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


def authority_words() -> dict[str, LazyString]:
    """Return what may be done at an authority outside its cases, by the code of the action."""
    return _rule_words() | _change_set_words() | _record_words() | _account_words() | _training_words()


def _rule_words() -> dict[str, LazyString]:
    return {
        "proposal.made": _("Change of rules proposed"),
        "proposal.approved": _("Change of rules approved"),
        "proposal.rejected": _("Change of rules rejected"),
        "proposal.withdrawn": _("Proposed change of rules taken back"),
        "district.assigned": _("District given to somebody"),
        "district.freed": _("District taken from somebody"),
        "calendar.changed": _("Calendar changed"),
        "matter.begun": _("Edition of a matter begun"),
        "matter.proposed": _("Edition of a matter proposed"),
        "matter.taken_back": _("Proposed edition of a matter taken back"),
        "matter.discarded": _("Edition of a matter thrown away"),
        "matter.confirmed": _("Edition of a matter confirmed"),
        "matter.rejected": _("Edition of a matter rejected"),
        "process.draft_begun": _("Draft of a process begun"),
        "process.draft_carried": _("Draft of a process carried onto another version"),
        "process.replay_begun": _("Finished cases replayed through a draft"),
        "process.draft_discarded": _("Draft of a process thrown away"),
        "process.submitted": _("Draft of a process submitted"),
        "process.submission_taken_back": _("Submitted draft of a process taken back"),
        "process.given_back": _("Draft of a process given back"),
        "process.published": _("Version of a process published"),
        "process.published_alone": _("Version of a process published by one person in an emergency"),
        "process.emergency_confirmed": _("Version published in an emergency confirmed"),
        "process.emergency_unconfirmed": _("Version published in an emergency not confirmed in time"),
        "process.paused": _("Process paused for new filings"),
        "process.pause_moved": _("Pause of a process given another end"),
        "process.pause_lifted": _("Pause of a process lifted"),
        "process.pause_over": _("Pause of a process at its end"),
        "process.take_back_asked": _("Taking back of a version of a process asked for"),
        "process.take_back_refused": _("Taking back of a version of a process refused"),
        "process.take_back_withdrawn": _("Taking back of a version of a process asked for no longer"),
        "process.version_taken_back": _("Version of a process taken back"),
        "outage.registered": _("Outage registered"),
        "outage.approved": _("Outage approved"),
        "outage.rejected": _("Outage refused"),
        "outage.withdrawn": _("Outage taken back"),
    }


def _change_set_words() -> dict[str, LazyString]:
    return {
        "change_set.begun": _("Change set begun"),
        "change_set.terms_changed": _("Terms of a change set changed"),
        "change_set.part_added": _("Part added to a change set"),
        "change_set.part_removed": _("Part taken out of a change set"),
        "change_set.wished": _("Wish left in a change set"),
        "change_set.wish_ticked": _("Wish in a change set ticked off"),
        "change_set.submitted": _("Change set submitted"),
        "change_set.taken_back": _("Submitted change set taken back"),
        "change_set.given_back": _("Change set given back"),
        "change_set.consented": _("Consent given to parts of a change set"),
        "change_set.confirmed": _("Change set confirmed"),
        "change_set.discarded": _("Change set given up"),
    }


def _record_words() -> dict[str, LazyString]:
    return {
        "records.imported": _("Records imported"),
        "records.ended": _("Publication of records ended"),
        "record.hidden": _("Record hidden in an emergency"),
        "record.hiding_confirmed": _("Emergency hiding confirmed by a second person"),
        "record.hiding_ended": _("Hidden record put back on show by a second person"),
        "record.hiding_late": _("Second person late on an emergency hiding, those in charge told"),
        "record.showing_asked": _("Showing of a hidden record asked for"),
        "records.reclassified": _("Records put into another class"),
        "record.number_answered": _("Question about a document number answered"),
        "record.number_confirmed": _("Answer about a document number decided by a second person"),
        "record.site_number": _("Number of a record at a site noted"),
        "inbound.again": _("Application from another site came again"),
        "inbound.refused": _("Application from another site refused at the gate"),
        "inbound.taken_in": _("Application from another site taken in"),
        "site.saved": _("Site set up or changed"),
        "site.batch_written": _("Spreadsheet written for a site"),
        "site.receipts_read": _("Receipts of a site read from a spreadsheet"),
        "site.job_acted": _("Work at another site noted"),
        "record.appeal_registered": _("Result of an appeal registered"),
        "entry.entry_made": _("Entry in a list made"),
        "entry.entry_lifted": _("Entry in a list lifted"),
        "dual_record.due_moved": _("Last day of a report to the public sites moved"),
        "pledge.signed": _("Pledge signed"),
        "pledge.put_on_show": _("Pledge put on public display"),
        "pledge.taken_back": _("Pledge taken back"),
        "pledge.found_untrue": _("Pledge found untrue before the decision"),
        "pledge.breach_moot": _("Pledge not followed up, the party is gone"),
        "pledge.followed_up": _("Pledge looked at"),
        "pledge.look_asked": _("Look at a pledge asked for"),
        "pledge.look_triggered": _("Look at a pledge planned because of something"),
        **_concern_words(),
        "subject.changed": _("Status of a subject changed"),
        "subject.noted_late": _("Earlier event of a subject noted"),
    }


def _account_words() -> dict[str, LazyString]:
    return {
        "account/created": _("Account created"),
        "account/link": _("One-time link for a password made"),
        "account/registered": _("Account opened with a confirmed mobile number"),
        "account/disabled": _("Account closed"),
        "account/enabled": _("Account opened again"),
        "account/locked": _("Account locked after wrong passwords"),
        "account/password": _("Password changed"),
        "binding/asked": _("Request to act for a subject made"),
        "binding/withdrawn": _("Request to act for a subject taken back"),
        "binding/answered": _("Request to act for a subject answered by the legal representative"),
        "subject/entered": _("Enterprise entered at the service window from its business licence"),
        "binding/decided": _("Request to act for a subject decided by the office"),
        "authorisation/given": _("Authorisation for a subject given or changed"),
        "authorisation/ended": _("Authorisation for a subject ended"),
        "channel/retried": _("Mail or SMS that failed tried again"),
        "contact/confirmed": _("Own contact confirmed"),
        "contact/removed": _("Own contact removed"),
        "contact/switched": _("Own contact switched on or off"),
        "second_step/on": _("Second step of the login switched on"),
        "second_step/off": _("Second step of the login switched off"),
        "second_step/changed": _("Another authenticator set up"),
        "second_step/codes": _("New recovery codes made"),
        "second_step/recovery": _("Recovery code used"),
        "second_step/reset": _("Second step of the login reset"),
        "identity/connected": _("External identity connected"),
        "identity/disconnected": _("External identity disconnected"),
        "identity/expected": _("External identity of a colleague entered"),
        "session/begun": _("Logged in"),
        "token/created": _("Access token created"),
        "token/revoked": _("Access token revoked"),
    }


def _training_words() -> dict[str, LazyString]:
    return {
        "training.course": _("Version of a course published"),
        "training.course_ended": _("Course offered no more"),
        "training.test": _("Test handed in"),
        "training.planned": _("Class planned"),
        "training.changed": _("Class changed"),
        "training.cancelled": _("Class cancelled"),
        "training.attended": _("Attendance of a class noted"),
        "training.certified": _("Certificate of training issued"),
        "training.certificate_disputed": _("Annulment of a certificate of training asked for"),
        "training.certificate_annulled": _("Certificate of training annulled"),
        "training.certificate_kept": _("Certificate of training left in force"),
    }


def _concern_words() -> dict[str, LazyString]:
    return {
        "concern.received": _("Objection or report received"),
        "concern.due_moved": _("Limit of an objection or a report moved"),
        "concern.speaker_told": _("Who objected or reported told by SMS"),
        "concern.speaker_not_reached": _("Who objected or reported not reached by SMS"),
        "concern.taken_up": _("Objection or report taken up"),
        "concern.not_taken_up": _("Objection or report not taken up"),
        "concern.answered": _("Objection or report answered"),
        "concern.speaker_read": _("Name and telephone of who objected or reported read"),
    }
