"""Four applications of one enterprise that were filed together, of which each has come as far as it has."""

from workflow_app.services.demo_story.batch_acts import Together
from workflow_app.services.demo_story.named import tale
from workflow_app.services.demo_story.office_acts import accepts, agrees, takes
from workflow_app.services.demo_story.tales import Step, Tale, on

FILED_ON, FILED_AT, A_MINUTE_LATER = "09-21", "15:05", "15:06"
_DUST = "裸露土方已全部覆盖，出入口设置洗车平台，扬尘在线监测已联网。"
_COVERED = "运输车辆已全部更换密闭厢体，出场前由专人检查并拍照留存。"
_PERMIT = "已补办建筑垃圾处置核准，今后先核准后清运。"
_AGAIN = "对涉事驾驶员停岗培训，车队每日出车前检查密闭装置。"
_WHEN = {"H/1": ("02-25", "03-02"), "H/3": ("04-02", "04-08"), "H/4": ("05-06", "05-12"), "H/5": ("05-25", "05-27")}
_PLAIN = {key: tale(key, "applicant_b", *days) for key, days in _WHEN.items()}
_SAID = dict(zip(_WHEN, (_DUST, _COVERED, _PERMIT, _AGAIN), strict=True))
_BATCH = Together({_PLAIN[key].penalty.document_no: said for key, said in _SAID.items()})


def _with(key: str, *steps: Step) -> Tale:
    return tale(key, "applicant_b", *_WHEN[key], on(FILED_ON, A_MINUTE_LATER, _BATCH.belongs()), *steps)


H1 = tale(
    "H/1", "applicant_b", *_WHEN["H/1"],
    on(FILED_ON, FILED_AT, _BATCH.files(*_PLAIN.values())),
    on("09-22", "09:20", accepts()),
    on("09-24", "09:45", agrees()),
    on("09-24", "15:30", takes("second_reviewer_2")),
)  # fmt: skip
H3 = _with(
    "H/3",
    on("09-22", "09:26", accepts()),
    on("09-28", "08:35", agrees("first_reviewer_2")),
)
H4 = _with("H/4", on("09-22", "09:31", accepts()), on("09-28", "16:05", agrees()))
H5 = _with("H/5", on("09-24", "11:37", accepts()), on("09-28", "17:20", takes("first_reviewer_2")))

TOGETHER = {"H/1": H1, "H/3": H3, "H/4": H4, "H/5": H5}
