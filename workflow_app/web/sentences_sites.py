"""What another authority's site answered, as told to who looks after removals."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

SITES: dict[str, LazyString] = {
    "SITE_NOT_SET_UP": _l("The site has no address or key here"),
    "SITE_ADDRESS_INVALID": _l("The address of the site cannot be used"),
    "SITE_UNREACHABLE": _l("The site cannot be reached"),
    "SITE_TIMEOUT": _l("The site did not answer in time"),
    "SITE_DROPPED": _l("The site broke off in the middle"),
    "SITE_BUSY": _l("The site is busy"),
    "SITE_FAULT": _l("The site reports a fault of its own"),
    "SITE_REDIRECTED": _l("The site sends to another address, which is not followed"),
    "SITE_REFUSED": _l("The site refuses the order"),
    "SITE_STILL_SHOWN": _l("The site confirmed the removal and still shows the listing"),
    "SITE_SIGNATURE_REFUSED": _l("The site does not accept our signature; compare the keys"),
    "SITE_KEY_REUSED": _l("The site says that this order came with another content before"),
    "SITE_LISTING_UNKNOWN": _l("The site does not know this listing"),
    "SITE_LISTING_INVALID": _l("The site does not accept the content of this listing"),
    "SITE_ANSWER_INVALID": _l("The answer of the site cannot be read"),
    "SITE_ANSWER_ENCODED": _l("The answer of the site cannot be read"),
    "SITE_ANSWER_TOO_LARGE": _l("The answer of the site is too large"),
    "SITE_ANSWER_NOT_SIGNED": _l("The answer of the site is not signed with its key"),
    "SITE_PAGE_STRANGE": _l("The public page of the site looks unlike what was agreed"),
    "SITE_RECEIPT_INVALID": _l("The receipt of the site cannot be read"),
    "SITE_RECEIPT_FOR_ANOTHER": _l("The receipt of the site is for another order"),
}
