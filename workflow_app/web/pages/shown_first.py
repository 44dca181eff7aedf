"""Answers that are shown once more before they count, as the form of a step marks them.

An option says `look` = LETTER (what it sends is read first) or RETURN (the case goes back, and nothing is sent), the
words `next` of the button that leads on from it, and `send` of the one that sends what was looked at; each has its
`_en`. So a process joins by its forms.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from workflow_app.web.languages import current_language

# Any: a form document is JSON of many shapes, and only what carries these marks is looked at here.
Form = Mapping[str, Any]
Option = Mapping[str, Any]
RETURN = "RETURN"


def shows_first(form: Form) -> bool:
    """Tell whether some answer to a form is shown once more before it counts."""
    return any("look" in option for _component, option in _options(form))


def to_look_at(form: Form, values: Mapping[str, object]) -> Option | None:
    """Return the option that was chosen and is shown once more before it counts, or None."""
    return next((option for option in _chosen(form, values) if "look" in option), None)


def leads_on(form: Form) -> tuple[str, dict[str, str], str]:
    """Return the question that the primary button follows, its words by the answer, and before there is one.

    All are empty where no option has words; where each is shown first, the words of the first stand before the choice.
    """
    for component in form.get("components", ()):
        options = [each for each in component.get("values") or () if "next" in each]
        if options:
            all_shown = all("look" in each for each in component["values"])
            words = {str(each["value"]): _words(each, "next") for each in options}
            return str(component["key"]), words, _words(options[0], "next") if all_shown else ""
    return "", {}, ""


def sending_words(option: Option) -> str:
    """Return the words of the button that sends what was looked at."""
    return _words(option, "send")


def _options(form: Form) -> Iterator[tuple[Form, Option]]:
    for component in form.get("components", ()):
        yield from ((component, option) for option in component.get("values") or ())


def _chosen(form: Form, values: Mapping[str, object]) -> Iterator[Option]:
    for component, option in _options(form):
        given = values.get(str(component.get("key")))
        if option.get("value") in (given if isinstance(given, list) else [given]):
            yield option


def _words(option: Option, name: str) -> str:
    return str(option[f"{name}_en" if current_language() == "en" else name])
