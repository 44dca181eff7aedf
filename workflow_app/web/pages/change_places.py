"""What the sections and keys of the files of a process are called; what has no word is shown as it is written."""

from workflow_app.web.wording import words as _


def section_word(section: str) -> str:
    """Return what a section or a key of `process.toml` is called."""
    words = {
        "clocks": _("Clock"),
        "limits": _("Internal limit"),
        "routing": _("Value that the diagram sees"),
        "letters": _("Letter"),
        "states": _("State that people see"),
        "regimes": _("Rules in force"),
        "terms": _("Words by kind of record"),
        "detours": _("Waits off the straight path"),
        "foreseen": _("Waits shown ahead"),
        "foremost": _("Steps that give the case its state as long as they wait"),
        "beside": _("Steps that leave the state as it is"),
        "assigning": _("Whose task a step becomes"),
        "accepts": _("What is accepted"),
        "extension": _("Extension of a limit"),
        "withdrawal": _("Withdrawal"),
        "switch": _("Going on by another way"),
        "silence": _("If the office is silent"),
        "silence_clock": _("Clock whose end counts as acceptance"),
        "number_word": _("Word in the number of a case"),
        "start_form": _("First form"),
        "shares": _("Files in common with other processes"),
    }
    return words.get(section, key_word(section))


def key_word(key: str) -> str:
    """Return what a key of a file is called."""
    return _name_words().get(key) or _field_words().get(key, key)


def _name_words() -> dict[str, str]:
    return {
        "zh": _("Chinese"),
        "en": _("English"),
        "name": _("What it is called"),
        "name_zh": _("Name in Chinese"),
        "name_en": _("Name in English"),
        "public_zh": _("Words for the public in Chinese"),
        "public_en": _("Words for the public in English"),
        "description_zh": _("Description in Chinese"),
        "description_en": _("Description in English"),
        "title": _("Title of the text"),
        "title_en": _("Title in English"),
        "label": _("Label"),
        "label_en": _("Label in English"),
        "description": _("Description"),
        "contact": _("Contact line"),
        "remedies": _("Remedies"),
        "placeholders": _("Placeholders"),
        "held": _("Values the letter and the case both go by"),
        "note": _("Note"),
        "note_en": _("Note in English"),
    }


def _field_words() -> dict[str, str]:
    return {
        "validate": _("Checks"),
        "required": _("Must be filled in"),
        "required_when": _("Must be filled in where"),
        "maxLength": _("Longest text"),
        "minLength": _("Shortest text"),
        "min": _("Least value"),
        "max": _("Greatest value"),
        "pattern": _("Pattern"),
        "values": _("options"),
        "type": _("Type"),
        "properties": _("Properties"),
        "parameter": _("Parameter"),
        "starts": _("starts with"),
        "stops": _("stops with"),
        "pauses": _("stands still with"),
        "resumes": _("goes on with"),
        "legal": _("Limit set by law"),
        "unit": _("Unit"),
        "whose": _("Whose limit"),
        "since": _("Counted from"),
        "at_most": _("At most"),
        "initial": _("Value at the beginning"),
        "kind": _("Kind"),
        "file": _("File"),
        "record_kinds": _("Kinds of records"),
        "subject_kinds": _("Kinds of subjects"),
        "rules": _("Rows"),
        "columns": _("Columns"),
        "hit_policy": _("How many rows may apply"),
        "aggregation": _("What becomes of several results"),
        "asks": _("Asked value"),
        "sets": _("Value that is set"),
        "allowed": _("Values allowed"),
        "others": _("other parts"),
    }


def value_word(value: str) -> str:
    """Return what a value of a file is called that is a word of a program."""
    words = {
        "WORKING_DAYS": _("working days"),
        "CALENDAR_DAYS": _("calendar days"),
        "MONTHS": _("months"),
        "APPLICANT": _("Applicant"),
        "NOBODY": _("nobody"),
        "ESCALATES": _("silence decides nothing"),
        "ACCEPTS": _("silence counts as acceptance"),
    }
    return words.get(value, value)
