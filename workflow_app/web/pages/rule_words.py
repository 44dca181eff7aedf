"""Why somebody may not act, in words: what, which rule, why, and what to do next."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One refusal for a page."""

    title: str
    reason: str
    next: str
    rule: str


def rule_words(code: str) -> RuleWords:
    """Return the words of a rule of `domain.policies`; an unknown one is told by its code."""
    known = {
        "SOD_VIOLATION": RuleWords(
            _("You took part in this case at another step, so somebody else must do this one."),
            _("First and second review are done by two people, and by nobody who filed for the applicant."),
            _("Leave the task to a colleague with the same role, or ask the head of section to appoint one."),
            _("Separation of duties"),
        ),
        "STAFF_OF_CASE": RuleWords(
            _("You did a step of this case yourself, so somebody else must judge objections to it."),
            _("An objection is judged by somebody who had no part in what is objected to."),
            _("Leave it to another handler, or ask the head of section to appoint one."),
            _("Separation of duties"),
        ),
        "TAKEN_BY_ANOTHER": RuleWords(
            _("A colleague has this task in hand."),
            _("One task is done by one person at a time."),
            _("Ask the colleague to give it back, or take another one."),
            _("One task, one person"),
        ),
        "ROLE_NEEDED": RuleWords(
            _("This step belongs to another role."),
            _("Each step names the role that may do it."),
            _("You may read the case; acting is up to the role named above."),
            _("Role of the step"),
        ),
        "OTHER_DEPARTMENT": RuleWords(
            _("This step belongs to another section."),
            _("Each step names the section that may do it."),
            _("You may read the case; acting is up to that section."),
            _("Section of the step"),
        ),
    }
    return known.get(code) or _unknown(code)


def _unknown(code: str) -> RuleWords:
    """Return the words of a rule that has none of its own."""
    return RuleWords(
        _("You may read this task, but not complete it."),
        _("The rules of the service do not let your account act here."),
        _("Ask the administrator of your authority if you should be able to."),
        code,
    )
