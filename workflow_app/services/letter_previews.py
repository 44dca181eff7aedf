"""The text of a letter in a draft, looked at: which names it may print, and how it comes out on paper."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.errors import NotFoundError, RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_toml
from workflow_app.domain.letter_names import GENERAL
from workflow_app.domain.letter_samples import sample_values
from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.domain.letter_titles import told_title
from workflow_app.domain.letters import compose
from workflow_app.domain.seeds.condition_words import CONDITION_WORDS
from workflow_app.domain.seeds.placeholder_words import PLACEHOLDER_WORDS
from workflow_app.services.process_checks.letters import filled_for
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_vocabulary import Name
from workflow_app.services.tools import Tools

LONGEST = 64 * 1024
"""Bytes of the text of a letter that is set to be looked at: ten times the longest there is."""


@dataclass(frozen=True, slots=True)
class LetterNames:
    """The names of a letter: those its text prints, those it could, and those on which pieces of it hang."""

    title: Name
    used: tuple[Name, ...]
    free: tuple[Name, ...]
    conditions: tuple[Name, ...]


def letter_names(draft_id: str, path: str, *, actor: Actor, tools: Tools) -> LetterNames:
    """Return the names of a letter of a draft; of one that cannot be read, those of every letter.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN or FILE_UNKNOWN, which is also what no letter is.
    """
    content = _content(draft_id, path, actor=actor, tools=tools)
    try:
        texts: Mapping[str, object] = _parse(content, path)
    except RefusedError:
        texts = {}
    words = {language: texts.get(language, {}) for language in ("zh", "en")}
    used = placeholders(words)
    fillable = GENERAL | filled_for().get(str(texts.get("kind", "")), frozenset())
    titles = [
        told_title(str(each.get("title", "")), at) if isinstance(each, Mapping) else "" for at, each in words.items()
    ]
    free = fillable & PLACEHOLDER_WORDS.keys() - used
    return LetterNames(Name(path, *titles), _named(used), _named(free), _named(conditions(texts)))


def preview_letter(draft_id: str, path: str, *, actor: Actor, tools: Tools, without: Collection[str] = ()) -> bytes:
    """Return the PDF of a letter as its text is saved, filled with values to look at.

    `without` names the conditions that are taken not to hold. Raises as `letter_names`, and RefusedError
    BUNDLE_FILE_SIZE, LETTER_SYNTAX, LETTER_TEXT, LETTER_PLACEHOLDER or LETTER_FONT where it does not come out.
    """
    texts = _parse(_content(draft_id, path, actor=actor, tools=tools), path)
    letter = compose(texts, sample_values(texts, without=without))
    return tools.letters.render(str(texts.get("kind", "")), letter.to_json())


def _content(draft_id: str, path: str, *, actor: Actor, tools: Tools) -> bytes:
    if kind_of(path) is not Kind.LETTER:
        raise NotFoundError("FILE_UNKNOWN", path=path)
    return read_draft_file(draft_id, path, actor=actor, tools=tools)


def _parse(content: bytes, path: str) -> Mapping[str, object]:
    if len(content) > LONGEST:
        raise RefusedError("BUNDLE_FILE_SIZE", path=path, most=LONGEST)
    try:
        return read_toml(content)
    except UnreadableError as error:
        raise RefusedError("LETTER_SYNTAX", file=path, detail=str(error)) from error


def _named(names: Collection[str]) -> tuple[Name, ...]:
    words = {**CONDITION_WORDS, **PLACEHOLDER_WORDS}
    return tuple(Name(name, *words.get(name, (name, name))) for name in sorted(names))
