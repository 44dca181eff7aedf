"""What a part of a form is when it is put in, until somebody writes what it asks: data in both languages."""

from typing import Any

_CHOICE: dict[str, Any] = {
    "values": [{"value": "YES", "label": "是", "label_en": "Yes"}, {"value": "NO", "label": "否", "label_en": "No"}]
}
NEW_LABEL = {"zh": "新的一项", "en": "New item"}
NEW_PARTS: dict[str, dict[str, Any]] = {
    "textfield": {"validate": {"maxLength": 100}},
    "textarea": {"validate": {"maxLength": 500}},
    "number": {"decimalDigits": 0, "serializeToString": True},
    "datetime": {"subtype": "date", "dateLabel": NEW_LABEL["zh"]},
    "radio": _CHOICE,
    "select": _CHOICE,
    "checklist": _CHOICE,
    "checkbox": {},
    "filepicker": {"multiple": False},
    "text": {"text": "新的一段说明。", "properties": {"text_en": "A new passage."}},
}
