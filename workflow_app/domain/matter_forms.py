"""Forms that ask for what an edition of a matter says: one field, option or sentence for each thing in a list of it.

A component whose property `each` names a list stands for as many components as that has, an option with `each` for
as many options; `{key}`, `{KEY}`, `{name}`, `{name_en}` … in their texts are those of the thing. A component that
`each` leaves without options is left out. So every word of a form stays in its process, every list in the catalogue.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.matters import Condition, Material, MatterContent, Source, Words

# Any: a form document is JSON of many shapes, and only what carries our marks is looked at here.
Form = Mapping[str, Any]
Thing = Mapping[str, str]
_NAME = re.compile(r"\{(\w+)\}")
EACH = "each"


def _material(each: Material) -> Thing:
    return {
        "key": each.key,
        **_words("name", each.name),
        **_words("why", each.why),
        **_words("example", each.example),
        "form": each.form.value,
        "copies": str(each.copies),
        "need": each.need.value,
    }


def _condition(each: Condition) -> Thing:
    return {
        "key": each.key,
        **_words("name", each.text),
        **_words("how", _phrase(each.how)),
        **_words("metric", _phrase(each.metric)),
    }


def _phrase(words: Words) -> Words:
    """Return a sentence as it stands within another one: without its full stop."""
    return Words(words.zh.strip().rstrip("。."), words.en.strip().rstrip("。."))


def _asked(content: MatterContent) -> Iterator[Material]:
    """Yield the materials that an applicant hands in: what the authority has itself is not asked for."""
    return (each for each in content.materials if each.source is not Source.AUTHORITY)


def _sentences(sentences: Sequence[Words]) -> Iterator[Thing]:
    return ({"key": f"s{number}", **_words("name", each)} for number, each in enumerate(sentences, start=1))


LISTS: Mapping[str, Callable[[MatterContent], Iterator[Thing]]] = {
    "materials": lambda content: map(_material, _asked(content)),
    "essential": lambda content: (_material(each) for each in _asked(content) if each not in content.deferrable),
    "deferrable": lambda content: (_material(each) for each in _asked(content) if each in content.deferrable),
    "unpledged": lambda content: (_material(each) for each in _asked(content) if not each.replaced_by_pledge),
    "pledged": lambda content: (_material(each) for each in content.materials if each.replaced_by_pledge),
    "conditions": lambda content: map(_condition, content.pledge.conditions),
    "notice": lambda content: _sentences(content.pledge.notice),
    "sentences": lambda content: _sentences(content.pledge.text),
    "days": lambda content: (
        {"key": str(each), "name": str(each), "name_en": str(each)} for each in content.deferral.allowed_wd
    ),
}
"""What `each` may name, and where an edition has it."""


def form_of_matter(form: Form, content: MatterContent) -> Form:
    """Return a form as it asks by an edition; raises RefusedError FORM_DOCUMENT for a list that no edition has."""
    if not any(True for _ in _marked(form)):
        return form
    components = [made for each in form["components"] for made in _repeated(each, _own(each).get(EACH), content)]
    filled = [_with_options(each, content) for each in components]
    return {**form, "components": [each for each in filled if each.get("values") != []]}


def form_in_outline(form: Form) -> Form:
    """Return a form with one thing in the place of every list, to be looked at without an edition.

    Raises RefusedError FORM_DOCUMENT for a list that no edition has.
    """
    components = form.get("components")
    if not isinstance(components, list):
        return form
    return {**form, "components": [_one(each) if isinstance(each, Mapping) else each for each in components]}


def _one(component: Form) -> Form:
    options = component.get("values")
    made = _in_outline(component, _own(component).get(EACH))
    if not isinstance(options, list):
        return made
    return {**made, "values": [_in_outline(each, each.get(EACH)) for each in options if isinstance(each, Mapping)]}


def _in_outline(part: Form, name: object) -> Form:
    if name is None:
        return part
    if name not in LISTS:
        raise RefusedError("FORM_DOCUMENT", key=str(part.get("key", "")), detail="EACH")
    return _filled(_unmarked(part), {"key": str(name), "KEY": str(name).upper()})


def _marked(form: Form) -> Iterator[object]:
    """Yield what stands for several things."""
    for component in form.get("components", ()):
        yield from (each for each in (component, *(component.get("values") or ())) if EACH in {**_own(each), **each})


def _with_options(component: Form, content: MatterContent) -> Form:
    options = component.get("values")
    if not isinstance(options, list):
        return component
    return {**component, "values": [made for each in options for made in _repeated(each, each.get(EACH), content)]}


def _repeated(part: Form, name: object, content: MatterContent) -> Iterator[Form]:
    """Yield a part once for each thing of the list that it names; as it stands where it names none."""
    if name is None:
        yield part
        return
    if name not in LISTS:
        raise RefusedError("FORM_DOCUMENT", key=str(part.get("key", "")), detail="EACH")
    for thing in LISTS[str(name)](content):
        yield _filled(_unmarked(part), {**thing, "KEY": thing["key"].upper()})


def _unmarked(part: Form) -> Form:
    """Return a part without its mark, which is its own or one of its properties."""
    bare = {name: value for name, value in part.items() if name != EACH}
    own = {name: value for name, value in _own(part).items() if name != EACH}
    return {**bare, "properties": own} if "properties" in bare else bare


def _filled(part: Form, thing: Thing) -> Form:
    """Return a part with the names in its texts replaced; a name that the thing has not stays as it is."""
    return {name: _with_names(value, thing) for name, value in part.items()}


def _with_names(value: object, thing: Thing) -> object:
    if isinstance(value, str):
        return _NAME.sub(lambda found: thing.get(found[1], found[0]), value)
    if isinstance(value, Mapping):
        return _filled(value, thing)
    return [_with_names(each, thing) for each in value] if isinstance(value, list) else value


def _words(name: str, words: Words) -> Thing:
    return {name: words.zh, f"{name}_en": words.en}


def _own(component: Form) -> Form:
    own: Form = component.get("properties") or {}
    return own
