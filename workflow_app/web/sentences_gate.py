"""The reasons of the gate as a citizen reads them, and what can be done about each."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

GATE: dict[str, LazyString] = {
    "RECORD_NEEDED": _l("Say which record is to be repaired; these are in force: %(numbers)s"),
    "NOTHING_TO_REPAIR": _l("No record of this enterprise is in force here, so there is nothing to repair"),
    "SUBJECT_GONE": _l("The enterprise no longer exists since %(since)s"),
    "SUBJECT_SUCCEEDED": _l("The enterprise no longer exists; %(successor)s has taken its place"),
    "LICENCE_REVOKED": _l("The business licence was revoked on %(since)s"),
    "SEVERE_ENTRY": _l("The enterprise is on the list of serious dishonesty (%(document_no)s of %(decided_on)s)"),
    "SEVERE_MINIMUM": _l(
        "An entry in the list of serious dishonesty stays for at least a year; the first day to ask for its removal is "
        "%(earliest)s"
    ),
    "REFUSED_BEFORE": _l(
        "The last application for this repair was refused; the first day to apply again is %(earliest)s"
    ),
    "SAME_BEHAVIOUR_REPAIRED": _l(
        "The same behaviour was repaired not long ago; the first day to apply is %(earliest)s"
    ),
    "FALSE_PLEDGE": _l("An earlier pledge turned out to be false and this has not been put right (%(document_no)s)"),
    "OPEN_BREACH": _l("A pledge was broken and this has not been put right (%(document_no)s)"),
    "SERIOUS_RECORD": _l("A serious record has not been repaired yet (%(document_no)s of %(decided_on)s)"),
    "UNREPAIRED_RECORD": _l("A record has not been repaired yet (%(document_no)s of %(decided_on)s)"),
    "RECORD_BEING_REMOVED": _l(
        "A repair was granted, but not every site has taken the record down yet (%(document_no)s)"
    ),
    "EXCLUDED_FIELD": _l("The matter belongs to a field in which easier ways are closed: %(field)s"),
    "WHITELIST_WITHOUT_BASIS": _l(
        "The matter is on the list of exceptions for the field %(field)s, but the list names no legal basis"
    ),
    "INSTANT_MATTER": _l("The matter is decided at once, so there is nothing that could be handed in later"),
    "WAY_NOT_OFFERED": _l("The authority does not offer this way for this matter"),
    "APPEAL_PENDING": _l(
        "An appeal against the decision %(document_no)s is pending; a person looks at the application"
    ),
    "OTHER_PROCEDURE": _l("A record of this kind is not repaired here but has a procedure of its own: %(kind)s"),
}

NEXT: dict[str, LazyString] = {
    "RECORD_HAS_OPEN_CASE": _l("Follow the case that is open already."),
    "RECORD_NOT_REPAIRABLE": _l("There is nothing to do; the record has been repaired or is no longer in force."),
    "NOT_DISPLAYED": _l("There is nothing to do. If the record is shown somewhere by mistake, ask for a correction."),
    "REPAIR_TOO_EARLY": _l("Perform every duty of the decision now and apply on that day or later."),
    "SUBJECT_GONE": _l(
        "A successor after a merger or split may go on; register it with proof of the succession first."
    ),
    "SUBJECT_SUCCEEDED": _l("The successor hands in the proof of succession; a person looks at it."),
    "LICENCE_REVOKED": _l("Ask the authority; a person looks at what is still possible."),
    "SEVERE_ENTRY": _l("Ask for the removal from the list first; %(removable_from)s is the first day for it."),
    "REFUSED_BEFORE": _l("Put right what the refusal names and apply on that day or later."),
    "SAME_BEHAVIOUR_REPAIRED": _l("Apply on that day or later."),
    "SEVERE_MINIMUM": _l(
        "Wait for that day, or hand in the decision by which the entry or what it rests on was revoked or changed."
    ),
    "FALSE_PLEDGE": _l(
        "Put right what was pledged and have the breach repaired (first day: %(first_apply_on)s); the ordinary "
        "procedure stays open."
    ),
    "OPEN_BREACH": _l(
        "Fulfil the pledge and have the breach repaired (first day: %(first_apply_on)s); the ordinary procedure stays "
        "open."
    ),
    "SERIOUS_RECORD": _l("Have the record repaired (first day: %(first_apply_on)s), or use the ordinary procedure."),
    "UNREPAIRED_RECORD": _l("Have the record repaired (first day: %(first_apply_on)s), or use the ordinary procedure."),
    "RECORD_BEING_REMOVED": _l("Ask again when every site has followed, or use the ordinary procedure."),
    "EXCLUDED_FIELD": _l("Apply by the ordinary procedure."),
    "WHITELIST_WITHOUT_BASIS": _l("Apply by the ordinary procedure; the authority completes its list."),
    "INSTANT_MATTER": _l("Bring every material and have it decided at once."),
    "WAY_NOT_OFFERED": _l("Apply by the ordinary procedure; the guide to the matter says which ways there are."),
    "APPEAL_PENDING": _l("You may apply. If the decision is revoked later, no repair is needed any more."),
    "OTHER_PROCEDURE": _l("Ask the authority that made the entry for its removal."),
}

FIELD_WORDS: Mapping[str, LazyString] = {
    "NATIONAL_SECURITY": _l("national security"),
    "STATE_SECRET": _l("state secrets"),
    "PUBLIC_SAFETY": _l("public safety"),
    "FINANCIAL_PRUDENCE": _l("prudential supervision of finance"),
    "ECOLOGY": _l("protection of the environment"),
    "HEALTH": _l("health of people"),
    "LIFE_AND_PROPERTY": _l("safety of life and property"),
    "FOREIGN_AFFAIRS": _l("important foreign affairs"),
    "HIGH_RISK": _l("high risk, hard to undo"),
}

STATUS_WORDS: Mapping[str, LazyString] = {
    "ACTIVE": _l("active"),
    "RENAMED": _l("renamed"),
    "DEREGISTERED": _l("deregistered"),
    "REVOKED": _l("licence revoked"),
    "MERGED": _l("merged into another"),
    "SPLIT": _l("split up"),
}
