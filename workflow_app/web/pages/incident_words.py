"""What failed, in words: the kind of work, and why."""

from flask_babel import gettext as _

from workflow_app.web.sentences import SENTENCES, sentence


def work_word(kind: str | None) -> str:
    """Return what a piece of due work does; work of a person has no kind."""
    words: dict[str, str] = {
        "timer": _("Limit of a case"),
        "tell_case": _("Message to a case"),
        "letter": _("PDF of a letter"),
        "letter_seal": _("Seal of a letter"),
        "letter_served": _("Service by announcement"),
        "site_show": _("Showing at a site"),
        "site_remove": _("Removal at a site"),
        "site_look": _("Look at a site"),
        "site_recheck": _("Look at a removal days later"),
        "removal_late": _("Removal that is late"),
        "hiding_watch": _("Second person on a hidden record"),
        "audit_checkpoint": _("Checkpoint of the audit trail"),
        "clock_warning": _("Warning of a limit"),
        "clock_due": _("End of a limit"),
        "end_listings": _("Listings whose time is over"),
        "sweep": _("Clearing away"),
        "weigh_proposal": _("Weighing a change of the rules"),
        "reclassify": _("Records after a change of the rules"),
        "recompute_clocks": _("Limits after a change of days"),
        "import_chunk": _("Import of records"),
        "objection_due": _("Limit of an objection"),
        "follow_up_due": _("Look at a pledge"),
        "triggered_look": _("Look at a pledge planned because of something"),
        "concern_due": _("Limit of an objection or a report"),
        "call_due": _("Limit of a call"),
        "deferred_breach": _("Word of a promise that was not kept"),
        "untrue_breach": _("Word of a pledge that proved untrue"),
        "draft_over": _("End of a draft"),
        "replay_case": _("Replay of a finished case through a draft"),
        "staffing_check": _("Steps for which nobody is left"),
        **_process_words(),
        "limits_over": _("Internal limits that are over"),
        **_message_words(),
        "inbound_result": _("Result of an application for the site it came from"),
        "assistance_reply": _("Request for assistance without an answer"),
    }
    return words.get(kind or "", kind or str(_("Step of a case")))


def _process_words() -> dict[str, str]:
    """Return what kinds of work are called that are about processes as a whole."""
    return {
        "migrate_cases": _("Looking for the cases that take a version of a process"),
        "migrate_case": _("A case takes a version of its process"),
        "filing_goes_on": _("Application that waited for the end of a pause"),
        "pause_over": _("End of a pause of a process"),
        "emergency_watch": _("Process published in an emergency"),
    }


def _message_words() -> dict[str, str]:
    """Return what kinds of work are called that send something to a person."""
    return {
        "mail_notice": _("Message by mail"),
        "sms_notice": _("Message by SMS"),
        "sms_objector": _("SMS to an objector"),
        "sms_speaker": _("SMS to who objected or reported"),
        **_code_words(),
        "signing_link": _("Link to sign for a legal representative"),
        "consent_link": _("Link for a legal representative"),
    }


def _code_words() -> dict[str, str]:
    """Return what carries a code to somebody."""
    return {
        "mail_code": _("Code for a mail address"),
        "sms_code": _("Code for a mobile number"),
        "phone_code": _("Code for a telephone"),
    }


def failure_word(code: str) -> str:
    """Return why something failed and what to do; a rule of the service by its sentence, an unknown code as it is."""
    words: dict[str, str] = {
        "SITE_UNAVAILABLE": _("The site does not answer. It is tried again by itself; ask its operator if it lasts."),
        "SITE_REFUSED": _("The site refuses. Speak with its operator, then try again."),
        "SITE_ANSWERED_TWICE": _(
            "The site has confirmed one removal under two numbers. Ask its operator which holds, then look again."
        ),
        "CHANNEL_DOWN": _(
            "Mail or SMS cannot be handed over; it is tried again by itself. Look at the server or gateway."
        ),
        "CHANNEL_NOT_NOW": _("The message was put off again and again. Ask who runs the server, then try again."),
        "CHANNEL_REFUSED": _("The message was refused. Ask who runs the server why, then try again."),
        "UNEXPECTED": _("An unexpected fault. The log says more under this number; then try again."),
        "DECISION_NO_HIT": _("No rule of a decision table applies. Look at what was answered, or have a rule added."),
        "DECISION_AMBIGUOUS": _("Two rules of a decision table apply where only one may. Have the table corrected."),
        "LETTER_FONT": _("A character has no glyph in the fonts. Install one that has it, then try again."),
        "DATA_KEY_MISSING": _("The key that this was encrypted with is gone. Put it back, then try again."),
    }
    return words.get(code) or (sentence(code) if code in SENTENCES else code)


def channel_fault_word(code: str) -> str:
    """Return what is wrong with a channel, from the second word of an error; an SMTP code speaks for itself."""
    words: dict[str, str] = {
        "CHANNEL_UNREACHABLE": _("nobody answers at its address"),
        "CHANNEL_TIMEOUT": _("it answers too late"),
        "CHANNEL_DROPPED": _("it breaks the connection off"),
        "CHANNEL_BUSY": _("it is busy or shutting down"),
        "CHANNEL_LIMIT": _("its limit of messages is reached"),
        "CHANNEL_LOGIN": _("it does not accept our name and password or key"),
        "CHANNEL_TLS": _("no trusted encrypted connection comes about"),
        "CHANNEL_SENDER": _("it does not accept the address that mail comes from"),
        "CHANNEL_ADDRESS": _("its address in the settings is wrong"),
        "CHANNEL_STRANGE": _("its answer makes no sense"),
    }
    return words.get(code, code)
