"""On what a value rests, as people read it: instruments keep their Chinese names, our own words are translated."""

from flask_babel import gettext as _

from workflow_app.web.languages import current_language

OURS = "本系统默认值"
_WORKED_OUT = "推算："
_OPEN = "，待核"


def origin_word(origin: str) -> str:
    """Return an origin in the language of the page; several are parted by a semicolon."""
    if current_language() != "en":
        return origin
    return "; ".join(_part(each) for each in origin.split("；"))


def _part(origin: str) -> str:
    if origin.startswith(OURS):
        about = _about(origin.removeprefix(OURS).strip("（）"))
        return str(_("default of this system")) + (f" ({about})" if about else "")
    if origin.startswith(_WORKED_OUT):
        return str(_("worked out: %(sum)s", sum=origin.removeprefix(_WORKED_OUT).replace("－", " − ")))
    head, open_mark, _tail = origin.partition(_OPEN)
    words: dict[str, str] = {
        "通行规定": _("common practice"),
        "未规定，待定": _("not laid down yet"),
        "上海市实践": _("practice of Shanghai"),
        "河南省双公示要求": _("double publicity in Henan"),
        "各地容缺受理办法（不可抗力顺延）": _("local rules on documents to follow, force majeure"),
        "常见取值": _("usual values"),
        "各来源不一，可配置": _("sources differ; to be set by each authority"),
    }
    known = str(words.get(head, head))
    return str(_("%(origin)s, to be confirmed", origin=known)) if open_mark else known


def _about(note: str) -> str:
    """Return the note behind a default of ours."""
    words: dict[str, str] = {
        "内部时限": _("internal limit"),
        "送达": _("service of letters"),
        "补正": _("missing items"),
        "补正期间不计入": _("the time to supply items does not count"),
        "公示期异议": _("objection during publication"),
        "信用承诺书公示": _("display of pledges"),
        "培训": _("training"),
        "不可抗力顺延": _("force majeure"),
        "告知承诺签署": _("signing a pledge"),
        "即时办理": _("decided at once"),
        "告知承诺整改": _("putting an untrue pledge right"),
        "陈述申辩": _("reply to an intended revocation"),
        "投诉举报受理": _("taking up reports"),
        "投诉举报答复，参照市场监管投诉举报办理期限，待核": _(
            "answering reports, as in market regulation, to be confirmed"
        ),
        "办公时间": _("office hours"),
        "同批申请": _("applications made together"),
    }
    return str(words.get(note, note))
