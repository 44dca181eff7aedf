"""What was filed last: a draft, an application that waits for a signature, one from the window, one without anybody."""

from workflow_app.services.demo_story.applying import applies, drafts
from workflow_app.services.demo_story.cast import HEAD_OF_AA, MOBILE_OF_K
from workflow_app.services.demo_story.named import tale
from workflow_app.services.demo_story.office_acts import accepts, agrees
from workflow_app.services.demo_story.signing_acts import asks_to_sign
from workflow_app.services.demo_story.tales import on
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.window_acts import files_at_window

FUMES = "已安装符合标准的油烟净化设施，每月清洗并登记，周边居民不再投诉。"
PERMIT = "已取得建筑垃圾处置核准文件，并向项目部全体人员交底。"
TRUCKS = "搅拌车全部加装接料斗，出站前冲洗，沿途安排专人巡查。"

K = tale(
    "K/2", "applicant_k", "06-15", "06-22",
    on("09-28", "10:25", files_at_window(FUMES, phone=MOBILE_OF_K, came_at=at("09-28", "10:05"))),
)  # fmt: skip
L = tale(
    "L/1", "applicant_l", "06-18", "06-30",
    on("09-27", "20:40", drafts("paid_on", "receipt_no", "paid_amount", "receipt", "payment_matters", "payment_note")),
)  # fmt: skip
AA = tale(
    "AA/2", "applicant_aa", "06-24", "06-30",
    on("09-28", "16:20", asks_to_sign(PERMIT, mobile=HEAD_OF_AA)),
)  # fmt: skip
AB = tale(
    "AB/1", "applicant_ab", "06-23", "06-29",
    on("09-20", "11:15", applies(TRUCKS)),
    on("09-21", "14:20", accepts()),
    on("09-24", "10:40", agrees("second_reviewer_2")),
)  # fmt: skip

FILED = {"K": K, "L": L, "AA": AA, "AB": AB}
