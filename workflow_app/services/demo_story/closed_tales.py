"""The cases that were over before the first morning: finished, refused, overtaken by events."""

from workflow_app.services.demo_story.applying import applies
from workflow_app.services.demo_story.named import tale
from workflow_app.services.demo_story.office_acts import accepts, agrees, disagrees, grants, refuses, seconds
from workflow_app.services.demo_story.outside_acts import appeal_revokes, sees_it_gone, subject_ends, takes_down_by_hand
from workflow_app.services.demo_story.tales import on

OF_ANOTHER = (
    "缴款凭证的缴款人为个人，与被处罚人不一致，且凭证载明的处罚决定书文号属于另一处罚，不能证明本处罚的罚款已经缴清。"
)

J = tale(
    "J/1", "applicant_j", "04-28", "05-11",
    on("08-03", "10:20", applies("自动监测设备已恢复运行，委托第三方按季度开展自行监测，四月以来的报告均已公开。")),
    on("08-05", "09:50", accepts()),
    on("08-07", "15:10", agrees()),
    on("08-10", "11:05", seconds()),
    on("08-14", "09:30", grants()),
    on("08-17", "16:20", takes_down_by_hand()),
    on("08-19", "10:15", sees_it_gone()),
)  # fmt: skip
P = tale(
    "P/1", "applicant_p", "05-18", "05-20",
    on("08-17", "14:40", applies(receipt="receipt_of_another")),
    on("08-18", "10:10", accepts()),
    on("08-20", "15:35", disagrees(OF_ANOTHER)),
    on("08-21", "09:25", seconds()),
    on("08-24", "10:50", refuses(OF_ANOTHER, reapply_on="2026-11-24")),
)  # fmt: skip
C = tale(
    "C/1", "applicant_c", "05-21", "06-02",
    on("08-14", "08:45", applies()),
    on("08-14", "10:30", accepts()),
    on("08-14", "16:00", agrees("first_reviewer_2")),
    on("08-17", "09:30", seconds()),
    on("08-18", "15:20", appeal_revokes("苏环复决字〔2026〕第14号")),
)  # fmt: skip
Q = tale(
    "Q/1", "applicant_q", "04-27", "04-29",
    on("07-20", "09:35", applies()),
    on("07-21", "11:00", accepts()),
    on("07-23", "10:40", agrees("first_reviewer_2")),
    on("07-24", "14:15", seconds()),
    on("07-28", "16:30", subject_ends("（郑）登字〔2026〕第4471号")),
)  # fmt: skip

CLOSED = {"J": J, "P": P, "C": C, "Q": Q}
