"""Who signed an application, as what, and whether the authorisation was good on that day (rule 4.5)."""

from collections.abc import Iterator, Mapping
from datetime import date

from flask_babel import gettext as _

from workflow_app.domain.signing import Way
from workflow_app.services.views import CaseView, SignatureFacts
from workflow_app.web.days import full_day
from workflow_app.web.pages.check_lines import BAD, GOOD, KNOWN, LOOK, Check
from workflow_app.web.pages.signing_words import signing_way_word
from workflow_app.web.pages.values import as_date, local, today

AGENT, REPRESENTATIVE = "AGENT", "LEGAL_REPRESENTATIVE"


def signer_checks(answers: Mapping[str, object], case: CaseView, *, representative: str | None) -> Iterator[Check]:
    """Yield who signed, then what shows that they may: the authorisation or the name on record; last, by which way."""
    name = str(answers.get("signer_name") or "—")
    if answers.get("signer_role") == AGENT:
        yield Check(GOOD, _signed(case, name, AGENT))
        yield _authorisation(answers, local(case.submitted_at) if case.submitted_at else today())
    elif answers.get("signer_role") == REPRESENTATIVE:
        text = _signed(case, name, REPRESENTATIVE)
        yield _as_representative(text, name, representative, has_proof=bool(answers.get("authorisation")))
    else:
        yield Check(GOOD, _signed(case, name, ""))
    if case.signatures:
        yield _way(case.signatures[0])


def _signed(case: CaseView, name: str, role: str) -> str:
    """Return who signed what, and as what: a repair is signed with its pledge, anything else with its application."""
    if case.matter is not None:
        words = {
            AGENT: _("The application is signed by %(name)s, as an agent.", name=name),
            REPRESENTATIVE: _("The application is signed by %(name)s, as the legal representative.", name=name),
        }
        return str(words.get(role, _("The application is signed by %(name)s.", name=name)))
    words = {
        AGENT: _("The repair pledge is signed by %(name)s, as an agent.", name=name),
        REPRESENTATIVE: _("The repair pledge is signed by %(name)s, as the legal representative.", name=name),
    }
    return str(words.get(role, _("The repair pledge is signed by %(name)s.", name=name)))


def _way(signature: SignatureFacts) -> Check:
    """Return by which way it was signed, and what is to be looked at because of it."""
    text = _("Signed %(way)s.", way=signing_way_word(signature.way))
    if signature.way == Way.AGENT_ACCOUNT:
        return Check(LOOK, text, _("Make certain that the legal representative knows of the application."))
    if signature.way == Way.LINK and not signature.is_known:
        said = _("The number was only typed by the applicant. Call the enterprise on a number known from elsewhere.")
        return Check(LOOK, text, said)
    if signature.way == Way.PAPER_HOME:
        return Check(KNOWN, text, _("Compare signature and stamp on the photographs."))
    return Check(GOOD if signature.way == Way.LINK else KNOWN, text)


def _as_representative(text: str, name: str, representative: str | None, *, has_proof: bool) -> Check:
    """Return whether who signed as the legal representative is the one on record, as far as one is."""
    if representative and "".join(representative.split()) == "".join(name.split()):
        return Check(GOOD, text)
    if not representative:
        return Check(KNOWN, text, _("No legal representative is on record to compare with."))
    other = _("On record the legal representative is %(name)s.", name=representative)
    proof = (
        _("Look whether the proof of the legal representative handed in bears this out.")
        if has_proof
        else _("No proof of the legal representative was handed in; ask for it, or make certain otherwise.")
    )
    return Check(LOOK, text, f"{other} {proof}")


def _authorisation(said: Mapping[str, object], signed_on: date) -> Check:
    """Return whether there is an authorisation, and whether it covers the day on which the agent signed."""
    until = as_date(said.get("authorisation_until"))
    if not said.get("authorisation"):
        return Check(BAD, _("No authorisation of the agent was handed in."))
    if until is None:
        return Check(LOOK, _("Nothing says until when the agent is authorised."))
    if until < signed_on:
        text = _(
            "The authorisation ended on %(until)s, before the signing on %(signed)s.",
            until=full_day(until),
            signed=full_day(signed_on),
        )
        return Check(BAD, text)
    text = _(
        "Authorisation: good until %(until)s, signed on %(signed)s", until=full_day(until), signed=full_day(signed_on)
    )
    return Check(GOOD, text, _("Look whether it names the repair and this decision."))
