"""How the state of a record, of a listing, and of its removal is called and coloured."""

from flask_babel import gettext as _

from workflow_app.web.languages import current_language

_REMOVED = frozenset({"REMOVED", "VERIFIED"})
_TONES = {
    "SHOWN": "info",
    "PENDING": "neutral",
    "REMOVING": "warning",
    "ORDERED": "warning",
    "SENT": "info",
    "REMOVED": "success",
    "VERIFIED": "success",
    "REFUSED": "danger",
}


def site_word(site: object) -> str:
    """Return how one site stands, of a listing or of a removal."""
    status = _status(site)
    words: dict[str, str] = {
        "SHOWN": _("shown"),
        "PENDING": _("not shown yet"),
        "REMOVING": _("being taken down"),
        "ORDERED": _("to be taken down"),
        "SENT": _("order received, not yet checked"),
        "REMOVED": _("taken down"),
        "VERIFIED": _("taken down and checked"),
        "REFUSED": _("refused by the site"),
    }
    return words.get(status, status)


def removal_reason_word(reason: object) -> str:
    """Return why a record is taken down."""
    words: dict[str, str] = {
        "REPAIR_GRANTED": _("repair granted"),
        "REAPPEARED": _("shown again after its removal"),
        "EMERGENCY": _("hidden in an emergency"),
        "PERIOD_OVER": _("longest display over"),
        "NOT_DISPLAYED": _("not to be shown any more"),
        "ENTRY_LIFTED": _("entry ended"),
        "MISTAKEN": _("number under question"),
        "RECORD_REVOKED": _("decision revoked"),
        "NOT_REPORTED": _("no longer reported by its authority"),
    }
    return words.get(str(reason), str(reason))


def site_name(site: object) -> str:
    """Return what a site is called in the language of the page."""
    return str(getattr(site, f"site_{current_language()}", ""))


def site_tone(site: object) -> str:
    """Return the colour of a site's state."""
    return _TONES.get(_status(site), "neutral")


def record_status_word(record: object) -> str:
    """Return whether a record is shown, being repaired, or over."""
    words: dict[str, str] = {
        "DRAFTED": _("draft, not handed in"),
        "REPAIRING": _("repair under way"),
        "TAKEN_DOWN": _("repair granted, being taken down"),
        "SHOWN": _("shown to the public"),
        "REMOVED": _("no longer shown"),
        "HIDDEN": _("not shown to the public"),
        "WITHHELD": _("not shown for now"),
    }
    return words[_record_status(record)]


def record_status_tone(record: object) -> str:
    """Return the colour of a record's state."""
    return {"REMOVED": "success", "HIDDEN": "neutral", "DRAFTED": "neutral", "WITHHELD": "warning"}.get(
        _record_status(record), "info"
    )


def _record_status(record: object) -> str:
    listings = [_status(each) for each in getattr(record, "listings", ())]
    if getattr(record, "is_drafted", False):
        return "DRAFTED"
    if getattr(record, "is_withheld", False) and getattr(record, "open_case_id", None) is None:
        return "WITHHELD"
    if getattr(record, "open_case_id", None):
        return "TAKEN_DOWN" if getattr(record, "status", "") == "REPAIRED" else "REPAIRING"
    if any(status not in _REMOVED and status != "PENDING" for status in listings):
        return "SHOWN"
    return "REMOVED" if listings and all(status in _REMOVED for status in listings) else "HIDDEN"


def _status(view: object) -> str:
    return str(getattr(view, "status", ""))
