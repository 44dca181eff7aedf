"""Findings about a process in words: what is wrong, and what to do; from the catalogues of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from workflow_app.domain.process_findings import Finding
from workflow_app.web import languages
from workflow_app.web.process_words_behaviour import BEHAVIOUR
from workflow_app.web.process_words_bundle import BUNDLE
from workflow_app.web.process_words_expressions import EXPRESSIONS
from workflow_app.web.process_words_files import FILES
from workflow_app.web.process_words_structure import STRUCTURE
from workflow_app.web.process_words_tables import TABLES

WORDS = {**FILES, **STRUCTURE, **EXPRESSIONS, **BUNDLE, **TABLES, **BEHAVIOUR}
OTHERWISE = (
    _l("The check found %(code)s (%(detail)s)."),
    _l("Compare the place with a process that runs."),
)
NOTHING = "—"
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
    values = _Values({name: _said(value, language) for name, value in {"code": finding.code, **finding.values}.items()})
    sentence, remedy = WORDS.get(finding.code, OTHERWISE)
    return WrittenFinding(str(sentence) % values, str(remedy) % values)


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
