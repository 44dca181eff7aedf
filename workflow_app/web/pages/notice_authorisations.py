"""What notices about acting for an enterprise say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

AUTHORISATIONS: Mapping[str, Parts] = {
    "AUTHORISATION_GIVEN": (
        _l("You act for an enterprise"),
        _l("You may act for %(subject)s now. Its records and cases are on your home page."),
        "building",
        "success",
    ),
    "AUTHORISATION_ADDED": (
        _l("Somebody acts for your enterprise"),
        _l("%(name)s may act for %(subject)s now. If that should not be, end it on the page of the enterprise."),
        "users",
        "warning",
    ),
    "AUTHORISATION_ENDED": (
        _l("An authorisation has ended"),
        _l("%(name)s does not act for %(subject)s any more."),
        "users",
        "info",
    ),
    "CONSENT_WANTED": (
        _l("Somebody asks to act for your enterprise"),
        _l("%(name)s asks to act for %(subject)s. Agree or refuse on the page of the enterprise."),
        "users",
        "warning",
    ),
    "SIGNATURE_WANTED": (
        _l("You are asked to sign an application"),
        _l("%(name)s asks you to sign an application of %(subject)s. Open the link that came by SMS, read, and sign."),
        "file-certificate",
        "warning",
    ),
    "SIGNATURE_GIVEN": (
        _l("Your application is signed"),
        _l("%(name)s has signed for %(subject)s. Nothing is filed yet: look at it once more and hand it in."),
        "circle-check",
        "success",
    ),
    "SIGNATURE_REFUSED": (
        _l("Your application was not signed"),
        _l("%(name)s did not sign for %(subject)s, or the number is not theirs. See why, and ask again if need be."),
        "alert-triangle",
        "warning",
    ),
    "SIGNATURES_GIVEN": (
        _l("Your applications are signed"),
        _l("%(name)s has signed %(num)s of %(all)s applications of %(subject)s. Nothing is filed yet: hand them in."),
        "circle-check",
        "success",
    ),
    "SIGNATURES_REFUSED": (
        _l("Some of your applications were not signed"),
        _l("%(name)s did not sign %(num)s of %(all)s applications of %(subject)s, or the number is not theirs."),
        "alert-triangle",
        "warning",
    ),
    "REQUEST_GRANTED": (
        _l("Your request was granted"),
        _l("You may act for %(subject)s now."),
        "circle-check",
        "success",
    ),
    "CONSENT_REFUSED": (
        _l("The legal representative did not agree"),
        _l("You may not act for %(subject)s. Speak with the enterprise, then ask again if need be."),
        "alert-triangle",
        "warning",
    ),
    "REQUEST_REFUSED": (
        _l("Your request was not granted"),
        _l("You may not act for %(subject)s: %(reason)s. You may ask again or come to the counter."),
        "alert-triangle",
        "warning",
    ),
    "REQUEST_TO_CHECK": (
        _l("A request to act for an enterprise is to be checked"),
        _l("%(name)s asks to act for %(subject)s; please look at it until %(due_on)s."),
        "users",
        "warning",
    ),
}
