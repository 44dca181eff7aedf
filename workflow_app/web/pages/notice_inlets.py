"""What notices of things that happened outside say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

Parts = tuple[LazyString, LazyString, str, str]

_APPEAL = _l("News of an appeal")
_CASE = _l("The record of a case has changed")
_REGISTER = _l("The register has changed")
_GONE = _l(
    "%(name)s is no longer there (%(document_no)s). Open cases end; what is on show stays to its last day under this "
    "name."
)

INLETS: Mapping[str, Parts] = {
    "APPEAL_PENDING": (
        _APPEAL,
        _l("An appeal against %(document_no)s is pending (%(appeal_no)s). A repair can still be applied for."),
        "info-circle",
        "info",
    ),
    "APPEAL_UPHELD": (_APPEAL, _l("The decision %(document_no)s was upheld (%(appeal_no)s)."), "info-circle", "info"),
    "APPEAL_WITHDRAWN": (
        _APPEAL,
        _l("The appeal against %(document_no)s was withdrawn (%(appeal_no)s)."),
        "info-circle",
        "info",
    ),
    "RECORD_VARIED": (
        _APPEAL,
        _l("The decision %(document_no)s was varied (%(appeal_no)s); its periods were computed anew."),
        "info-circle",
        "info",
    ),
    "RECORD_REVOKED": (
        _APPEAL,
        _l(
            "The decision %(document_no)s was revoked (%(appeal_no)s). Its record goes down everywhere by "
            "%(withdraw_by)s; no repair is needed."
        ),
        "circle-check",
        "success",
    ),
    "RECORD_REVOKED_OFFICE": (
        _l("A record is being withdrawn"),
        _l("%(document_no)s was revoked (%(appeal_no)s): every site must have taken it down by %(withdraw_by)s."),
        "alert-triangle",
        "warning",
    ),
    "FINE_TO_REFUND": (
        _l("A fine may have to be paid back"),
        _l("%(document_no)s was revoked (%(appeal_no)s). Have what was paid refunded."),
        "alert-triangle",
        "warning",
    ),
    "ENTRY_LOST_ITS_BASIS": (
        _l("An entry has lost its basis"),
        _l("The entry %(entry_no)s rests on %(document_no)s, which was revoked (%(appeal_no)s). See whether it ends."),
        "alert-triangle",
        "warning",
    ),
    "CASE_APPEAL_PENDING": (
        _CASE,
        _l("Case %(number)s: an appeal against %(document_no)s is pending. Do not write that the applicant admits it."),
        "alert-triangle",
        "warning",
    ),
    "CASE_APPEAL_UPHELD": (_CASE, _l("Case %(number)s: %(document_no)s was upheld."), "info-circle", "info"),
    "CASE_APPEAL_WITHDRAWN": (
        _CASE,
        _l("Case %(number)s: the appeal against %(document_no)s was withdrawn."),
        "info-circle",
        "info",
    ),
    "CASE_RECORD_VARIED": (
        _CASE,
        _l("Case %(number)s: %(document_no)s was varied; look at the amount, the class and the first day again."),
        "alert-triangle",
        "warning",
    ),
    "CASE_RECORD_REVOKED": (
        _CASE,
        _l("Case %(number)s ends: %(document_no)s was revoked, so there is nothing left to repair."),
        "info-circle",
        "info",
    ),
    "CASE_SUBJECT_CHANGED": (
        _REGISTER,
        _l("Case %(number)s: %(before)s has changed in the register (%(document_no)s)."),
        "alert-triangle",
        "warning",
    ),
    "SUBJECT_RENAMED": (
        _REGISTER,
        _l("%(before)s is now called %(name)s (%(document_no)s). Records of the old name stay with it."),
        "info-circle",
        "info",
    ),
    "SUBJECT_ACTIVE": (_REGISTER, _l("%(name)s is active again (%(document_no)s)."), "info-circle", "info"),
    "SUBJECT_REVOKED": (
        _REGISTER,
        _l("The business licence of %(name)s was revoked (%(document_no)s). Easier ways are closed to it."),
        "alert-triangle",
        "warning",
    ),
    "SUBJECT_DEREGISTERED": (_REGISTER, _GONE, "alert-triangle", "warning"),
    "SUBJECT_MERGED": (_REGISTER, _GONE, "alert-triangle", "warning"),
    "SUBJECT_SPLIT": (_REGISTER, _GONE, "alert-triangle", "warning"),
    "SUBJECT_FOLLOWED": (
        _REGISTER,
        _l("You are registered as the successor of %(name)s (%(document_no)s) and may act for it."),
        "info-circle",
        "info",
    ),
    "SEVERE_ENTRY_MADE": (
        _l("Entered in the list of serious dishonesty"),
        _l("The entry rests on %(document_no)s. It stays for at least a year; the easier ways are closed meanwhile."),
        "alert-triangle",
        "danger",
    ),
    "SEVERE_ENTRY_LIFTED": (
        _l("Removed from the list of serious dishonesty"),
        _l("The entry of %(document_no)s has ended and is taken down everywhere."),
        "circle-check",
        "success",
    ),
    "BREACH_MADE": (
        _l("A breach of a pledge was entered"),
        _l("It rests on %(document_no)s. The easier ways are closed until it is put right."),
        "alert-triangle",
        "danger",
    ),
    "BREACH_LIFTED": (
        _l("A breach of a pledge has ended"),
        _l("The breach of %(document_no)s is put right."),
        "circle-check",
        "success",
    ),
}
