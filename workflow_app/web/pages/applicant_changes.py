"""What changed for an application, as those hear it who fill it in: questions, letters and periods, in their language.

Nothing of how a process is written down is told: values that are filled in later stand by their names in words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.letter_titles import told_title
from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Change, What
from workflow_app.domain.text_pieces import Piece, text_pieces
from workflow_app.services.draft_changes import DraftChanges, ParameterChange
from workflow_app.services.process_comparing import Comparison
from workflow_app.web.languages import current_language
from workflow_app.web.pages.change_names import Speaker, said
from workflow_app.web.pages.change_words import ChangeGroup, ChangeLine, ShownChanges, shown_changes
from workflow_app.web.pages.law_words import parameter_name
from workflow_app.web.pages.words import parameter_words
from workflow_app.web.wording import words as _

WORDS = frozenset({"label", "description", "question", "why", "example", "title", "text"})
"""Words of a form, each of which has a twin in English."""
ASKED = frozenset({"required", "min", "max", "minLength", "maxLength", "multiple"})
"""What decides which answers are right, and can be said in a word."""
DEPENDS = frozenset({"required_when", "required_after"})
"""What decides it by an expression, which is nothing to read."""
PARTS = frozenset({What.FIELD_PART, What.FORM_PART, What.OPTION})
OF_OPTION = 2
"""How many names of an option come before the part of it that changed."""
_HAN = re.compile("[\u4e00-\u9fff]")
_CONDITION = re.compile(r"\[[a-z][a-z0-9_]*: ")
"""How a text of a letter begins that is said only sometimes."""
MOST_TEXTS, LONGEST_SAME, AROUND = 4, 90, 32
"""Texts of one letter that are shown; characters of what stayed before it is cut, and kept at each end of it."""


def told_note(note: str) -> str:
    """Return a note of those who changed the rules, with values that are filled in later by their names in words.

    It stays in the language in which it was written, these names as well.
    """
    return told_title(note, "zh" if _HAN.search(note) else "en")


def for_applicants(found: DraftChanges) -> ShownChanges:
    """Return what is told of questions, letters and periods in the language of the page."""
    forms = [each for each in found.compared.changes if each.group is Kind.FORM]
    letters = [each for each in found.compared.changes if each.group is Kind.LETTER]
    shown = shown_changes(replace(found.compared, changes=tuple(each for each in forms if _is_said(each))))
    known = {group.kind: group for group in shown.groups}
    asked = known[Kind.FORM].lines if Kind.FORM in known else ()
    groups = [
        ChangeGroup(Kind.SETTINGS, _("Limits"), tuple(map(_period, found.parameters))),
        ChangeGroup(Kind.FORM, _("Forms"), (*asked, *_otherwise(forms, found.compared))),
        ChangeGroup(Kind.LETTER, _("Letters"), tuple(_letters(letters))),
    ]
    told = tuple(each for each in groups if each.lines)
    return replace(shown, groups=told, count=sum(len(each.lines) for each in told))


def _language() -> str:
    return "en" if current_language() == "en" else "zh"


def _part(change: Change) -> str:
    """Return which part of a form changed; nothing where that is a whole field or option."""
    whole = change.what not in PARTS or len(change.part) <= (OF_OPTION if change.what is What.OPTION else 0)
    return "" if whole else change.part[-1]


def _is_said(change: Change) -> bool:
    """Tell whether a change of a form can be said as it is in the language of the page."""
    words = {f"{each}_en" for each in WORDS} if _language() == "en" else WORDS
    return change.what is not What.FILE and (not _part(change) or _part(change) in words | ASKED)


def _otherwise(changes: list[Change], found: Comparison) -> Iterator[ChangeLine]:
    """Yield what can only be named: words that are others in Chinese alone, and when an answer is needed."""
    speak = Speaker(found.names)
    english = {(each.path, each.about, _part(each)) for each in changes}
    for each in changes:
        part = _part(each)
        is_chinese = _language() == "en" and part in WORDS and (each.path, each.about, f"{part}_en") not in english
        form, field = speak.form(each.path), said(each.about)
        if is_chinese and field:
            yield _line(_("Form “%(form)s”: the Chinese words of “%(field)s” changed.", form=form, field=field))
        elif is_chinese:
            yield _line(_("Form “%(form)s”: the Chinese words changed.", form=form))
        elif part in DEPENDS:
            yield _line(_("Form “%(form)s”: when “%(field)s” has to be answered changed.", form=form, field=field))


def _letters(changes: Iterable[Change]) -> Iterator[ChangeLine]:
    """Yield one line for each letter whose words changed, with what they say now and said before."""
    for _path, each in groupby(changes, key=lambda change: change.path):
        of_letter = [change for change in each if _is_wording(change)]
        own = [change for change in of_letter if change.part[0] == _language()]
        if own:
            words = _("The wording of the letter “%(name)s” changed:", name=_named(said(own[0].about)))
            yield replace(_line(words), pieces=_extract(own))
        elif of_letter and _language() == "en":
            name = _named(said(of_letter[0].about))
            yield _line(_("The Chinese wording of the letter “%(name)s” changed.", name=name))


def _is_wording(change: Change) -> bool:
    is_text = all(value is None or isinstance(value, str) for value in (change.before, change.after))
    is_part = change.what is What.LETTER_PART and len(change.part) > 1 and change.part[1] != "held"
    return is_text and (change.what is What.PARAGRAPH or is_part) and change.part[0] in ("zh", "en")


def _extract(changes: list[Change]) -> tuple[Piece, ...]:
    """Return what the texts say now and said before as one, what stayed cut where it is long."""
    found: list[Piece] = []
    for change in changes[:MOST_TEXTS]:
        pieces = text_pieces(str(change.before or ""), str(change.after or ""))
        found += [Piece(" … ")] * bool(found) + [_cut(each) for each in pieces]
    return (*found, *[Piece(" …")] * (len(changes) > MOST_TEXTS))


def _cut(piece: Piece) -> Piece:
    text = _CONDITION.sub("[", _named(piece.text))
    if piece.turn is not None or len(text) <= LONGEST_SAME:
        return Piece(text, piece.turn)
    head, tail = text[:AROUND], text[-AROUND:]
    if head.rfind("[") > head.rfind("]"):
        head = head[: head.rfind("[")]
    if -1 < tail.find("]") < (tail.find("[") if "[" in tail else AROUND):
        tail = tail[tail.find("]") + 1 :]
    return Piece(f"{head.rstrip()} … {tail.lstrip()}")


def _period(change: ParameterChange) -> ChangeLine:
    before, after = (parameter_words(*each) if each else "—" for each in (change.before, change.after))
    name = parameter_name(change.key)
    return _line(_("%(place)s: %(before)s → %(after)s.", place=name, before=before, after=after))


def _named(text: str) -> str:
    return told_title(text, _language())


def _line(words: str) -> ChangeLine:
    return ChangeLine(words, Turn.CHANGED.value, "", "new")
