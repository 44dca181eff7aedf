"""What a pledge of one's own accord must say before it is signed (rules 2.4 and 4.4, T05)."""

from collections.abc import Iterator
from datetime import date

from workflow_app.domain.commands.pledges import MakePledge
from workflow_app.domain.errors import FieldError
from workflow_app.domain.inlets import wrong_public_text
from workflow_app.domain.pledges import OWN_KINDS, PledgeKind, PromisedItem
from workflow_app.domain.texts import has_personal_data, validate

CLAUSES = (
    "CREDIT_STATE_TRUE",
    "MATERIALS_TRUE",
    "LAW_OBEYED",
    "SUPERVISION_ACCEPTED",
    "LIABILITY_ACCEPTED",
    "PUBLICATION_CONSENTED",
)
"""The standard sentences, all of which an enterprise signs (rule 4.4)."""
STAFF_CLAUSES = ("LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED")
"""Those of somebody of the office, whose pledge is not published."""
MOST_ITEMS, LONGEST_TITLE, LONGEST_ITEM, LONGEST_NAME = 10, 100, 500, 50


def clauses_of(kind: PledgeKind) -> tuple[str, ...]:
    """Return the standard sentences of a kind of pledge."""
    return STAFF_CLAUSES if kind is PledgeKind.STAFF else CLAUSES


def wrong_in_pledge(command: MakePledge, *, today: date) -> list[FieldError]:
    """Return what is wrong with a pledge that is to be signed, field by field."""
    wrong = [
        *_wrong_text("title", command.title, LONGEST_TITLE),
        *_wrong_text("signer", command.signer, LONGEST_NAME),
        *(error for number, each in enumerate(command.items) for error in _wrong_item(number, each, today)),
    ]
    if command.kind not in {*OWN_KINDS, PledgeKind.STAFF}:
        wrong.append(FieldError("/kind", "NOT_A_CHOICE"))
    if not set(clauses_of(command.kind)) <= set(command.confirmed):
        wrong.append(FieldError("/confirmed", "CONFIRM_EVERY_SENTENCE"))
    if len(command.items) > MOST_ITEMS:
        wrong.append(FieldError("/items", "TOO_MANY_ITEMS", {"maximum": MOST_ITEMS}))
    if command.until is not None and command.until <= today:
        wrong.append(FieldError("/until", "TOO_EARLY", {"minimum": today}))
    return wrong


def _wrong_item(number: int, item: PromisedItem, today: date) -> Iterator[FieldError]:
    """Yield what is wrong with one item; that nothing in all of them can be checked is said elsewhere."""
    yield from _wrong_text(f"text_{number}", item.text_zh, LONGEST_ITEM)
    for name, text in (("how", item.how_zh), ("metric", item.metric_zh)):
        if text.strip():
            yield from _wrong_text(f"{name}_{number}", text, LONGEST_ITEM)
    last = item.until if item.is_continuous else item.due_on
    if last is not None and last < today:
        yield FieldError(f"/day_{number}", "TOO_EARLY", {"minimum": today})


def _wrong_text(field: str, text: str, longest: int) -> Iterator[FieldError]:
    """Yield what is wrong with a text that the public reads."""
    if len(text) > longest:
        yield FieldError(f"/{field}", "TOO_LONG", {"maximum": longest})
        return
    wrong = list(wrong_public_text(field, text))
    yield from wrong
    if not wrong and not has_personal_data(text):
        yield from (FieldError(f"/{field}", each.code, dict(each.values)) for each in validate(text, maximum=longest))
