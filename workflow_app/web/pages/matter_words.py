"""The words of the catalogue of matters: ways, materials, categories, and lengths of time."""

from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.domain.matters import Applicant, Category, Form, Need, Source, Speed, Supply, Way
from workflow_app.domain.pledge_checks import Inspection, Risk
from workflow_app.services.before_applying import OfficeTime
from workflow_app.services.matter_guides import Length
from workflow_app.web.sentences_gate import FIELD_WORDS


def apply_way_word(way: str) -> str:
    """Return how one applies, as the name of a way."""
    words: dict[str, str] = {
        Way.ORDINARY: _("Ordinary procedure"),
        Way.DEFERRED: _("With documents to follow"),
        Way.PLEDGE: _("By pledge"),
    }
    return words.get(way, way)


def material_need_word(need: str) -> str:
    """Return whether a material may follow."""
    words: dict[str, str] = {Need.ESSENTIAL: _("needed at once"), Need.DEFERRABLE: _("may follow")}
    return words.get(need, need)


def material_form_word(form: str) -> str:
    """Return in which form a material is handed in."""
    words: dict[str, str] = {
        Form.ORIGINAL: _("original"),
        Form.SEALED_COPY: _("copy with seal"),
        Form.ELECTRONIC: _("electronic"),
        Form.EITHER: _("paper or electronic"),
    }
    return words.get(form, form)


def material_source_word(source: str) -> str:
    """Return where a material comes from."""
    words: dict[str, str] = {
        Source.APPLICANT: _("the applicant"),
        Source.AUTHORITY: _("the authority itself; you need not bring it"),
        Source.OTHER_BODY: _("another body"),
    }
    return words.get(source, source)


def matter_applicant_word(kind: str) -> str:
    """Return who may apply."""
    words: dict[str, str] = {
        Applicant.LEGAL_PERSON: _("enterprises and other organisations"),
        Applicant.INDIVIDUAL_BUSINESS: _("individual businesses"),
        Applicant.NATURAL_PERSON: _("natural persons"),
    }
    return words.get(kind, kind)


def permit_category_word(category: str) -> str:
    """Return the category of a permit as it is reported."""
    words: dict[str, str] = {
        Category.GENERAL: _("ordinary permit"),
        Category.FRANCHISE: _("franchise"),
        Category.RECOGNITION: _("recognition"),
        Category.VERIFICATION: _("verification"),
        Category.REGISTRATION: _("registration"),
        Category.OTHER: _("other"),
    }
    return words.get(category, category)


def supply_word(way: str) -> str:
    """Return by which way a late document arrives."""
    words: dict[str, str] = {Supply.ONLINE: _("online"), Supply.COUNTER: _("at the counter"), Supply.POST: _("by post")}
    return words.get(way, way)


def risk_word(risk: str) -> str:
    """Return the class of risk of a matter."""
    words: dict[str, str] = {Risk.LOW: _("low"), Risk.MEDIUM: _("medium"), Risk.HIGH: _("high")}
    return words.get(risk, risk)


def inspection_word(way: str) -> str:
    """Return how a pledge is looked into."""
    words: dict[str, str] = {
        Inspection.ONLINE: _("online, from data"),
        Inspection.WRITTEN: _("in writing"),
        Inspection.ON_SITE: _("on site"),
    }
    return words.get(way, way)


def speed_word(speed: str) -> str:
    """Return whether a matter is decided at once."""
    words: dict[str, str] = {Speed.INSTANT: _("decided at once"), Speed.PROMISED: _("within a promised limit")}
    return words.get(speed, speed)


def matter_field_word(field: str) -> str:
    """Return what a closed field is called."""
    return str(FIELD_WORDS.get(field, field))


def length_words(length: Length | OfficeTime) -> str:
    """Return a length of time in words; how a period of months ends is left out."""
    number = length.amount
    words: dict[str, str] = {
        "WORKING_DAYS": ngettext("%(num)d working day", "%(num)d working days", number),
        "CALENDAR_DAYS": ngettext("%(num)d day", "%(num)d days", number),
        "MONTHS": ngettext("%(num)d month", "%(num)d months", number),
        "YEARS": ngettext("%(num)d year", "%(num)d years", number),
    }
    return words.get(length.unit.partition(":")[0], str(number))


WORDS = (
    apply_way_word,
    material_need_word,
    material_form_word,
    material_source_word,
    matter_applicant_word,
    permit_category_word,
    supply_word,
    risk_word,
    inspection_word,
    speed_word,
    matter_field_word,
    length_words,
)
