"""Findings about a process in words: what is wrong, and what to do; from the catalogues of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from workflow_app.domain.process_findings import Finding
from workflow_app.web import languages
from workflow_app.web.process_words_behaviour import BEHAVIOUR
from workflow_app.web.process_words_bundle import BUNDLE
from workflow_app.web.process_words_expressions import EXPRESSIONS
from workflow_app.web.process_words_files import FILES
from workflow_app.web.process_words_structure import STRUCTURE
from workflow_app.web.process_words_tables import TABLES
from workflow_app.web.sentences import SENTENCES, sentence
from workflow_app.web.wording import one_stop

WORDS = {**FILES, **STRUCTURE, **EXPRESSIONS, **BUNDLE, **TABLES, **BEHAVIOUR}
OTHERWISE = (
    _l("The check found %(code)s (%(detail)s)."),
    _l("Compare the place with a process that runs."),
)
TYPES = {
    "any": _l("anything"),
    "number": _l("a number"),
    "string": _l("a text"),
    "boolean": _l("yes or no"),
    "date": _l("a day"),
    "list": _l("a list"),
    "null": _l("nothing"),
}
NAMED: Mapping[str, Mapping[str, LazyString]] = {
    "language": {"zh": _l("Chinese"), "en": _l("English")},
    "side": {"incoming": _l("incoming"), "outgoing": _l("outgoing")},
    "attribute": {"role": _l("role"), "form": _l("form"), "state": _l("state")},
    "aspect": {
        "PATH": _l("another way"),
        "STATE": _l("another state"),
        "STATUS": _l("over or not"),
        "LETTERS": _l("other letters"),
        "ACT": _l("cannot be done"),
    },
    "needed": TYPES,
    "gives": TYPES,
}
"""Values that are words of a program, and what people call them, by what they are said of."""
NOTHING = "—"
CANNOT = "ACT"
"""The aspect of a test whose act cannot be done: what happened is the code of why."""
STOPS = "。."
JOINED = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class WrittenFinding:
    """What is wrong, and what to do about it."""

    sentence: str
    remedy: str


class FindingWriter:
    """Writes findings in a language for who reads no page: a command, a file."""

    def __init__(self) -> None:
        self._app = Flask("workflow_app.findings")
        languages.register(self._app)

    def write(self, finding: Finding, language: str) -> WrittenFinding:
        """Return a finding in words."""
        with self._app.test_request_context(), force_locale(language):
            return finding_words(finding, language)


def finding_words(finding: Finding, language: str) -> WrittenFinding:
    """Return a finding in the language of the reader, whose locale is in force."""
    named = {"code": finding.code, **finding.values}
    if language == "en":
        named |= {name: named[f"{name}_en"] for name in finding.values if named.get(f"{name}_en")}
    if finding.values.get("aspect") == CANNOT:
        named["happened"] = [_rule(str(each)) for each in _listed(finding.values.get("happened"))]
    values = _Values({name: _said(_word(name, value), language) for name, value in named.items()})
    sentence, remedy = WORDS.get(finding.code, OTHERWISE)
    return WrittenFinding(one_stop(str(sentence) % values), one_stop(str(remedy) % values))


def _listed(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _rule(code: str) -> str:
    """Return the rule that stands against an act, to be said within a sentence that has a full stop of its own."""
    return f"“{sentence(code).rstrip(STOPS)}”" if code in SENTENCES else code


def _word(name: str, value: object) -> object:
    """Return what people call a value, if it is a word of a program."""
    return NAMED.get(name, {}).get(value, value) if isinstance(value, str) else value


class _Values(dict[str, str]):
    """What a sentence names; what a finding does not say is a dash."""

    def __missing__(self, key: str) -> str:
        return NOTHING


def _said(value: object, language: str) -> str:
    if isinstance(value, list | tuple):
        return JOINED[language].join(map(str, value)) or NOTHING
    if isinstance(value, Mapping):
        return JOINED[language].join(f"{name}: {each}" for name, each in value.items())
    return NOTHING if value is None or value == "" else str(value)
