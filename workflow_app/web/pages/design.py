"""The living page of the design language: every part in use, and where the product uses it; of a demonstration only."""

from datetime import date, datetime
from types import SimpleNamespace

from flask import Blueprint, current_app, render_template

from workflow_app.domain.time import ZONE
from workflow_app.web.auth import require_actor
from workflow_app.web.pages.design_index import parts_of

pages = Blueprint("design", __name__, url_prefix="/demo/design")
DUE = date(2026, 10, 9)
NOW = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)


@pages.get("")
@require_actor()
def design() -> str:
    """Show every part with its states."""
    return render_template("design.html", samples=_samples(), parts=parts_of(current_app.jinja_env))


def _samples() -> dict[str, object]:
    """Return what the parts are fed with: days, and rows as services hand them over."""
    last_week = datetime(2026, 9, 23, 9, 40, tzinfo=ZONE)
    return {
        "due": DUE,
        "now": NOW,
        "before": last_week,
        "midnight": NOW.replace(hour=0, minute=0),
        "month": SimpleNamespace(first=date(2026, 10, 1), before=3, days=[_state(each) for each in range(1, 32)]),
        "rows": [_row(each) for each in ROWS],
        "form": FORM,
        "errors": [{"field": "/values/amount", "code": "REQUIRED", "values": {}}],
    }


LONG_NAME = "连云港经济技术开发区北固包装材料与环保新型建材制造有限责任公司"
ROWS = (
    ("砺石建筑劳务有限公司", date(2026, 9, 28), -1, "RUNNING", "SECOND_REVIEW", "20,000.00"),
    ("中牟县张记广告部（个体）", date(2026, 9, 29), 0, "RUNNING", "SYNC_PARTIAL", "8,000.00"),
    (
        LONG_NAME,
        DUE,
        5,
        "RUNNING",
        "RETURNED_TO_FIRST",
        "100,000.00",
    ),
    ("郑州绿源固废处置有限公司", None, None, "PAUSED", "SITE_VERIFICATION", "80,000.00"),
)
"""Tasks of an inbox: overdue, due today, with a very long name, and one whose clock stands still."""


def _row(each: tuple[object, ...]) -> SimpleNamespace:
    return SimpleNamespace(**dict(zip(("name", "due", "left", "status", "state", "amount"), each, strict=True)))


def _state(number: int) -> tuple[date, str]:
    """Return a day of October and how the calendar shows it: the holiday, a make-up day, the last day."""
    states = {**dict.fromkeys(range(1, 8), "holiday"), DUE.day: "due", 10: "makeup_workday"}
    return date(2026, 10, number), states.get(number, "")


def _field(key: str, kind: str, zh: str, en: str, **more: object) -> dict[str, object]:
    """Return a component of the sample form."""
    return {"key": key, "type": kind, "label": zh, "properties": {"label_en": en}, **more}


def _choices(*words: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"value": value, "label": zh, "label_en": en} for value, zh, en in words]


YES_NO = _choices(("YES", "是", "Yes"), ("NO", "否", "No"))
DUTIES = _choices(
    ("FINE", "罚款已缴清", "The fine is paid"), ("RECTIFIED", "违法行为已改正", "The behaviour was put right")
)
FORM: dict[str, object] = {
    "components": [
        _field("name", "textfield", "企业名称", "Name of the enterprise", validate={"required": True}),
        _field("amount", "number", "缴款金额（元）", "Amount paid (yuan)", validate={"required": True}),
        _field("paid_on", "datetime", "缴款日期", "Day of payment", subtype="date"),
        _field("account", "textarea", "整改情况", "How it was put right"),
        _field("appeal", "radio", "是否正在复议或者诉讼", "Is an appeal pending?", values=YES_NO),
        _field("level", "select", "严重程度", "Severity", values=YES_NO),
        _field("duties", "checklist", "已履行的义务", "Duties performed", values=DUTIES),
        _field("consent", "checkbox", "同意电子送达", "Letters may be served electronically"),
        _field("receipt", "filepicker", "缴款凭证", "Receipt of the fine"),
    ]
}
"""A form with every kind of field, as a bundle has them."""
