"""The names that a draft of a process may use, as an editor offers them: a key, and its words in one language."""

from collections.abc import Iterable

from workflow_app.services.process_vocabulary import Name, Vocabulary
from workflow_app.web.languages import current_language
from workflow_app.web.pages.words import role_word

Option = dict[str, str]


def vocabulary_words(found: Vocabulary) -> dict[str, object]:
    """Return the names by what they are for, each list ready for a choice."""
    return {
        "roles": [{"key": role, "label": role_word(role)} for role in found.roles],
        "operations": [{"key": name, "label": name} for name in found.operations],
        "forms": _options(found.forms),
        "letters": _options(found.letters),
        "clocks": _options(found.clocks),
        "states": _options(found.states),
        "limits": _options(found.limits),
        "values": [
            _option(each.name) | {"type": each.type, "choices": _options(each.choices)} for each in found.values
        ],
    }


def _options(names: Iterable[Name]) -> list[Option]:
    return [_option(name) for name in names]


def _option(name: Name) -> Option:
    return {"key": name.key, "label": name.en if current_language() == "en" else name.zh}
