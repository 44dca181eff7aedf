"""What happens in a case, as words; unknown actions show their code rather than nothing."""

from functools import cache

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from workflow_app.web.pages.audit_words import authority_words


def action_word(code: str) -> str:
    """Return what was done."""
    return str(action_words().get(code, code))


@cache
def action_words() -> dict[str, LazyString]:
    """Return everything that may be written into the audit trail, by its code; translated where it is shown."""
    return _case_words() | _office_words() | _other_words() | authority_words()


def _case_words() -> dict[str, LazyString]:
    return {
        "case.opened": _("Draft started"),
        "case.submitted": _("Application submitted"),
        "case.answers_taken_over": _("Answers taken over from an earlier case"),
        "case.moved_away": _("Goes on as an application about another record"),
        "case.moved_here": _("Moved here from another application"),
        "case.switched_to": _("Goes on by the ordinary procedure"),
        "case.switched_from": _("Comes from an application by pledge"),
        "case.copied": _("Applied for again with the same content"),
        "case.copied_from": _("Made with the content of an earlier application"),
        "case.forwarded": _("Forwarded to the determining authority"),
        "case.extended": _("Limit put off"),
        "case.extension_asked": _("The decider was asked to put the limit off"),
        "case.extension_declined": _("The limit was left as it is"),
        "case.held": _("Received; waits because the procedure takes no new applications at present"),
        "case.goes_on": _("The pause of the procedure is over; the case goes on"),
        "case.state_reached": _("New state"),
        "case.table_decided": _("Decision table applied"),
        "case.ended": _("Case finished"),
        "case.withdrawal_asked": _("Withdrawal asked for"),
        "case.draft_over": _("The draft was not handed in in time and has ended"),
        "case.withdrawn": _("Withdrawn by the applicant"),
        "case.moot": _("Ended: the decision no longer stands"),
        "case.terminated": _("Ended: the enterprise no longer exists"),
        "case.returned_to_first": _("Returned to the first reviewer"),
        "case.returned_to_second": _("Returned to the second reviewer by the decider"),
        "case.overdue": _("Overdue, escalated"),
        "case.clock_started": _("Limit started"),
        "case.clock_stopped": _("Limit kept"),
        "case.clock_moved": _("Limit recomputed"),
        "case.clock_paused": _("Limit paused"),
        "case.clock_resumed": _("Limit runs again"),
        "case.escalated": _("Those in charge told"),
        "case.told": _("Confirmation received"),
        "case.timer_fired": _("Limit reached"),
        "case.migrated": _("Moved to another version of the process"),
        "incident.retried": _("Failed step tried again"),
    }


def _office_words() -> dict[str, LazyString]:
    """Return what happens within the office."""
    return {
        "task.assigned": _("Task given to somebody"),
        "case.phone_noted": _("Telephone note"),
        "case.stayed": _("Stays on its version of the process"),
        "case.change_read": _("What changed in the procedure was read"),
        "case.second_notice_allowed": _("A second notice of missing items allowed"),
        "case.appointment_wanted": _("Nobody is left for this step; an appointment is asked for"),
        "case.appointment_not_needed": _("Appointment no longer needed"),
        "case.appointed": _("Person of another section appointed"),
        "case.sheet_registered": _("Signed approval sheet registered"),
        "case.sheet_decided": _("Decision entered from the signed sheet"),
        "case.sheet_disputed": _("The signer objects to a decision entered from paper"),
    }


def _other_words() -> dict[str, LazyString]:
    return {
        "task.opened": _("Next step opened"),
        "task.claimed": _("Taken in hand"),
        "task.due_moved": _("Limit of a step recomputed"),
        "task.released": _("Given back"),
        "task.completed": _("Step completed"),
        "task.cancelled": _("Step no longer needed"),
        "task.refused": _("Attempt refused: separation of duties"),
        "document.received": _("Document handed in"),
        "pledge.published": _("Pledge signed and published"),
        "pledge.breach_alleged": _("Breach of a pledge alleged"),
        "pledge.breach_settled": _("Breach of a pledge settled"),
        "letter.issued": _("Letter issued"),
        "case.resubmitted": _("Missing items supplied"),
        **_approval_words(),
        **_deferral_words(),
        "letter.served": _("Letter served"),
        "letter.sealed": _("Letter sealed"),
        "letter.change_proposed": _("Change of a letter asked for"),
        "letter.change_approved": _("Change of a letter carried out"),
        "letter.change_rejected": _("Change of a letter turned down"),
        "letter.attempted": _("Service attempted"),
        "case.users_told": _("Users of the record told of its repair"),
        "case.joined_batch": _("Prepared together with other applications"),
        "case.left_batch": _("Taken out of the applications prepared together"),
        **_objection_words(),
        **_window_words(),
        "site.unpublish_ordered": _("Removal from a site ordered"),
        "site.removal_confirmed": _("Removal order received by a site"),
        "site.removal_verified": _("Removal checked"),
        "site.looked_again": _("Looked at again: still gone"),
        "site.reappeared": _("Shown again, removal ordered anew"),
        "site.ordered_again": _("Removal ordered once more"),
        "site.urged": _("Site urged to take it down"),
        "site.refused": _("Removal refused by a site"),
    }


def _approval_words() -> dict[str, LazyString]:
    return {
        "case.returned_to_review": _("Returned to the reviewer by the decider"),
        "case.accepted_by_silence": _("Accepted by law, nothing having been said in time"),
        "case.switch_asked": _("Ordinary procedure asked for instead of the pledge"),
        "permit.issued": _("Permit issued"),
        "permit.checked": _("Result of the check noted on the permit"),
        "pledge.in_force": _("Pledge in force, not published"),
        "pledge.checked": _("Pledge checked"),
        "permit.ended": _("Permit ended before its time"),
        "dual_record.prepared": _("Report to the public sites prepared"),
    }


def _objection_words() -> dict[str, LazyString]:
    return {
        "objection.received": _("Objection received"),
        "objection.taken_down": _("Objection taken down by the staff"),
        "objection.due_moved": _("Limit of an objection moved"),
        "objection.accepted": _("Objection accepted"),
        "objection.attached": _("Objection examined together with another one"),
        "objection.not_accepted": _("Objection not accepted"),
        "objection.replied": _("Applicant answered an objection"),
        "objection.upheld": _("Objection upheld"),
        "objection.rejected": _("Objection not upheld"),
        "objection.moot": _("Objection closed: the application has ended"),
        "objection.refused": _("Attempt refused: judge of an objection to one's own work"),
        "objection.objector_told": _("Objector told by SMS"),
        "objection.objector_not_reached": _("Objector not reached by SMS"),
        "objection.contact_read": _("Name and telephone of an objector read"),
    }


def _signing_words() -> dict[str, LazyString]:
    return {
        "case.signed": _("Way of signing"),
        "signing.asked": _("Legal representative asked to sign on their telephone"),
        "signing.withdrawn": _("Request for a signature, or a signature, taken back"),
        "signing.signed": _("Signed by the legal representative on their telephone"),
        "signing.declined": _("The legal representative does not sign"),
        "signing.not_me": _("The request for a signature reached somebody else"),
        "signing.locked": _("Link to sign closed after wrong attempts"),
        "signing.paper": _("Photographs of the signed paper kept"),
    }


def _window_words() -> dict[str, LazyString]:
    return {
        "window.opened": _("Begun at the service window for who came there"),
        "window.joined": _("A draft begun online is gone on with at the service window, as who came there asked"),
        "window.person_changed": _("Noted anew at the service window who came there"),
        "window.signed": _("Paper signed by hand scanned at the service window"),
        "window.handed_in": _("Handed in at the service window for the applicant, signed by hand on paper"),
        "window.withdrawn": _("Withdrawn at the service window on the written request of the applicant"),
        "window.taken_over": _("Taken over by who had come to the service window"),
        **_signing_words(),
    }


def _deferral_words() -> dict[str, LazyString]:
    """Return what happens to documents that follow."""
    return {
        "deferral.promised": _("Documents promised for later"),
        "deferral.accepted": _("Accepted with documents to follow"),
        "deferral.arrived": _("Document that was promised arrived"),
        "deferral.checked": _("Document that was promised checked"),
        "deferral.lapsed": _("Documents not supplied by the day"),
        "deferral.closed": _("Documents no longer awaited"),
        "deferral.more_time_wished": _("Request for more time begun"),
        "deferral.more_time_asked": _("More time asked for"),
        "deferral.more_time_given": _("More time given, the three days put off"),
        "deferral.breach_alleged": _("Whether the promise was broken is heard"),
        "deferral.breach_moot": _("Promise not followed up, the party is gone"),
        "pledge.kept": _("Promise kept, every document is there"),
    }
