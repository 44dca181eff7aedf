"""Changes of forms, letters, tables and settings in sentences, one for each."""

from collections.abc import Callable, Mapping, Sequence

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.web.pages.change_names import Speaker, plain, said
from workflow_app.web.pages.change_places import key_word, section_word
from workflow_app.web.wording import words as _

Wording = Callable[[Change, Speaker], str]
STEPS = " › "
LANGUAGE_PARTS = 2
LONGEST_SAID = 40


def file_sentence(change: Change, speak: Speaker) -> str:
    """Return one change of a file as a sentence."""
    wording: Mapping[What, Wording] = {
        What.FILE: _file,
        What.PARAGRAPH: _paragraph,
        What.RULE: _rule,
        What.FIELD: _field,
        What.OPTION: _option,
        What.TABLE: _table,
        What.COLUMN: _column,
        What.LAYOUT: _layout,
    }
    return wording.get(change.what, _part)(change, speak)


def reads_otherwise(change: Change) -> bool:
    """Tell whether a text of a letter changed that is too long to be said twice in a sentence."""
    texts = (change.before, change.after)
    is_long = all(isinstance(each, str) and len(each) > LONGEST_SAID for each in texts)
    return change.what is What.LETTER_PART and change.turn is Turn.CHANGED and is_long


def _part(change: Change, speak: Speaker) -> str:
    if reads_otherwise(change):
        return _("%(place)s reads otherwise:", place=_place(change, speak))
    return turn_sentence(change, _place(change, speak))


def _layout(_change: Change, _speak: Speaker) -> str:
    return _("The drawing of the tables was arranged anew.")


def turn_sentence(change: Change, place: str) -> str:
    """Return what became of a place in a file: the old value and the new one."""
    before, after = plain(change.before), plain(change.after)
    if change.turn is Turn.ADDED:
        return _("%(place)s: added, %(after)s.", place=place, after=after)
    if change.turn is Turn.REMOVED:
        return _("%(place)s: removed, it was %(before)s.", place=place, before=before)
    if change.turn is Turn.MOVED:
        return _("%(place)s: in another order.", place=place)
    return _("%(place)s: %(before)s → %(after)s.", place=place, before=before, after=after)


def _place(change: Change, speak: Speaker) -> str:
    name = said(change.about)
    match change.what:
        case What.SETTING:
            return _setting(change, name)
        case What.FIELD_PART:
            words = [_("Form “%(form)s”", form=speak.form(change.path)), _("field “%(name)s”", name=name)]
            return STEPS.join([*words, *(key_word(each) for each in change.part)])
        case What.FORM_PART:
            words = [_("Form “%(form)s”", form=speak.form(change.path))]
            return STEPS.join([*words, *(key_word(each) for each in change.part)])
        case What.LETTER_PART:
            return STEPS.join([_("Letter “%(name)s”", name=name), *(key_word(each) for each in change.part)])
        case What.COLUMN:
            column = said(Called(*change.part[:LANGUAGE_PARTS]))
            words = [_("Table “%(name)s”", name=name), _("column “%(name)s”", name=column)]
            return STEPS.join([*words, *(key_word(each) for each in change.part[LANGUAGE_PARTS:])])
    table = _("Table “%(name)s”", name=name) if name else speak.file(change.path)
    return STEPS.join([table, *(key_word(each) for each in change.part)])


def _setting(change: Change, name: str) -> str:
    section, *rest = change.part
    if name and rest:
        words = [_("%(section)s “%(name)s”", section=section_word(section), name=name)]
        return STEPS.join([*words, *(key_word(each) for each in rest[1:])])
    return STEPS.join([section_word(section), *(key_word(each) for each in rest)])


def _file(change: Change, speak: Speaker) -> str:
    name = speak.file(change.path)
    if change.turn is Turn.ADDED:
        return _("New file “%(name)s”.", name=name)
    if change.turn is Turn.REMOVED:
        return _("The file “%(name)s” is removed.", name=name)
    return _("The file “%(name)s” is written otherwise.", name=name)


def _paragraph(change: Change, _speak: Speaker) -> str:
    language, number = change.part
    words = {"zh": _("Chinese text"), "en": _("English text")}
    values = {"name": said(change.about), "language": words[language], "number": number}
    if change.turn is Turn.ADDED:
        return _("Letter “%(name)s”, %(language)s: paragraph %(number)s is new:", **values)
    if change.turn is Turn.REMOVED:
        return _("Letter “%(name)s”, %(language)s: what was paragraph %(number)s is removed:", **values)
    return _("Letter “%(name)s”, %(language)s: paragraph %(number)s reads otherwise:", **values)


def _rule(change: Change, _speak: Speaker) -> str:
    values = {"name": said(change.about), "number": change.part[0]}
    if change.turn is Turn.ADDED:
        return _("Table “%(name)s”: row %(number)s is new: %(cells)s.", cells=_cells(change.after), **values)
    if change.turn is Turn.REMOVED:
        return _(
            "Table “%(name)s”: what was row %(number)s is removed: %(cells)s.", cells=_cells(change.before), **values
        )
    before, after = _pairs(change.before), _pairs(change.after)
    cells = [
        f"{key_word(said(of))} {plain(was)} → {plain(now)}" for (of, was), (__, now) in zip(before, after, strict=True)
    ]
    return _("Table “%(name)s”: row %(number)s changed: %(cells)s.", cells=_("; ").join(cells), **values)


def _table(change: Change, speak: Speaker) -> str:
    name = said(change.about)
    if change.turn is Turn.ADDED:
        return _("New table “%(name)s”.", name=name)
    if change.turn is Turn.REMOVED:
        return _("The table “%(name)s” is removed.", name=name)
    return _part(change, speak)


def _column(change: Change, speak: Speaker) -> str:
    values = {"name": said(change.about), "column": said(Called(*change.part[:LANGUAGE_PARTS]))}
    if len(change.part) > LANGUAGE_PARTS:
        return _part(change, speak)
    if change.turn is Turn.ADDED:
        return _("Table “%(name)s”: new column “%(column)s”.", **values)
    return _("Table “%(name)s”: the column “%(column)s” is removed.", **values)


def _pairs(value: object) -> Sequence[tuple[Called, object]]:
    return value if isinstance(value, list) else []


def _cells(value: object) -> str:
    return _("; ").join(f"{key_word(said(of))} {plain(text)}" for of, text in _pairs(value)) or "—"


def _field(change: Change, speak: Speaker) -> str:
    values = {"form": speak.form(change.path), "name": said(change.about)}
    if change.turn is Turn.MOVED:
        return _("Form “%(form)s”: the fields stand in another order.", form=values["form"])
    if change.turn is Turn.REMOVED:
        return _("Form “%(form)s”: the field “%(name)s” is removed.", **values)
    if change.turn is Turn.ADDED and _is_required(change.after):
        return _("Form “%(form)s”: new field “%(name)s”, which must be filled in.", **values)
    if change.turn is Turn.ADDED:
        return _("Form “%(form)s”: new field “%(name)s”.", **values)
    return _("Form “%(form)s”: the fields are others.", form=values["form"])


def _is_required(field: object) -> bool:
    rules = field.get("validate") if isinstance(field, Mapping) else None
    return isinstance(rules, Mapping) and rules.get("required") is True


def _option(change: Change, speak: Speaker) -> str:
    field = _("Form “%(form)s”", form=speak.form(change.path)), _("field “%(name)s”", name=said(change.about))
    if len(change.part) < LANGUAGE_PARTS:
        return turn_sentence(change, STEPS.join([*field, _("options")]))
    option = said(Called(*change.part[:LANGUAGE_PARTS]))
    values = {"field": STEPS.join(field), "option": option}
    if change.turn is Turn.ADDED:
        return _("%(field)s: new option “%(option)s”.", **values)
    if change.turn is Turn.REMOVED:
        return _("%(field)s: the option “%(option)s” is removed.", **values)
    words = [
        *field,
        _("option “%(option)s”", option=option),
        *(key_word(each) for each in change.part[LANGUAGE_PARTS:]),
    ]
    return turn_sentence(change, STEPS.join(words))
