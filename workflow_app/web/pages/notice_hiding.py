"""What notices about hidden records and about removals that did not last say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

_HIDINGS: Mapping[str, Parts] = {
    "RECORD_HIDDEN": (
        _l("A record about you is hidden for now"),
        _l(
            "The record %(document_no)s is shown to nobody at present, because something about it has to be cleared up."
            " The decision itself stands, and what follows from it goes on."
        ),
        "info-circle",
        "info",
    ),
    "RECORD_HIDDEN_IN_CASE": (
        _l("A record of a case was hidden"),
        _l(
            "Case %(number)s: the record %(document_no)s was hidden in an emergency. The case goes on; read why before "
            "you decide."
        ),
        "alert-triangle",
        "warning",
    ),
    "RECORD_STAYS_HIDDEN": (
        _l("A record about you stays hidden"),
        _l(
            "A second officer has looked: the record %(document_no)s stays hidden until further notice. The decision "
            "itself stands."
        ),
        "info-circle",
        "info",
    ),
    "RECORD_BACK_ON_SHOW": (
        _l("A record about you is shown again"),
        _l("The record %(document_no)s has been looked at and is shown to the public again, on every site."),
        "info-circle",
        "info",
    ),
    "HIDING_TO_SETTLE": (
        _l("A hidden record waits for a second person"),
        _l(
            "%(document_no)s was hidden in an emergency. Look at it by %(due_on)s and say whether it stays hidden or is"
            " shown again."
        ),
        "clock",
        "warning",
    ),
    "HIDING_TO_END": (
        _l("A colleague asks to show a hidden record again"),
        _l("%(document_no)s: look at it by %(due_on)s and decide."),
        "clock",
        "warning",
    ),
    "HIDING_DUE_TODAY": (
        _l("Last day for the second person on a hidden record"),
        _l("%(document_no)s: the last day is %(due_on)s. Decide whether it stays hidden or is shown again."),
        "clock",
        "warning",
    ),
    "HIDING_LATE": (
        _l("Nobody has looked at a hidden record"),
        _l(
            "%(document_no)s: the last day of the second person was %(due_on)s. It stays hidden until somebody decides;"
            " please see to it."
        ),
        "alert-triangle",
        "warning",
    ),
    "HIDING_CONFIRMED": (
        _l("A hidden record stays hidden"),
        _l("%(document_no)s: a second person has agreed."),
        "circle-check",
        "info",
    ),
    "HIDING_ENDED": (
        _l("A hidden record is shown again"),
        _l("%(document_no)s: it goes back to every site from which it was taken down."),
        "info-circle",
        "info",
    ),
    "HIDING_ENDED_UNSHOWN": (
        _l("An emergency hiding has ended"),
        _l("%(document_no)s: nothing is shown again, for the record is not due on show any more."),
        "info-circle",
        "info",
    ),
}
_REMOVALS: Mapping[str, Parts] = {
    "LISTING_REAPPEARED": (
        _l("A site shows your record again"),
        _l(
            "We looked again and found the record %(document_no)s on %(site)s once more. It has been ordered down anew,"
            " by %(due_on)s; you need not do anything and are told when it is gone."
        ),
        "alert-triangle",
        "warning",
    ),
    "LISTING_GONE_AGAIN": (
        _l("The site has taken your record down again"),
        _l("The record %(document_no)s is gone from %(site)s once more; we go on looking."),
        "circle-check",
        "success",
    ),
    "LISTING_TO_TAKE_DOWN_AGAIN": (
        _l("A site shows a removed record again"),
        _l(
            "%(document_no)s was found on %(site)s again. It was ordered down anew, by %(due_on)s; please see that the "
            "site follows and ask why."
        ),
        "alert-triangle",
        "warning",
    ),
    "LISTING_TO_LOOK_AT": (
        _l("A removal is to be looked at again"),
        _l("%(document_no)s: please look whether %(site)s still does not show it, and note what you see."),
        "clock",
        "info",
    ),
    "SITE_TO_URGE": (
        _l("A site that people tell was urged"),
        _l("%(document_no)s, %(site)s: urged, times so far: %(urges)s. Call or write to the site and note its answer."),
        "bell",
        "warning",
    ),
    "REMOVAL_LATE": (
        _l("A site has not followed in time"),
        _l("%(document_no)s was to be gone from %(site)s by %(due_on)s. Urge the site or write to it."),
        "alert-triangle",
        "warning",
    ),
}
HIDING: Mapping[str, Parts] = {**_HIDINGS, **_REMOVALS}
