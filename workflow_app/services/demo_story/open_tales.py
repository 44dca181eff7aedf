"""The cases that are under way on the first morning, each of them stopped at another step."""

from workflow_app.services.demo_story.applying import applies
from workflow_app.services.demo_story.cast import HEAD_OF_B
from workflow_app.services.demo_story.filed_tales import FILED
from workflow_app.services.demo_story.named import tale
from workflow_app.services.demo_story.office_acts import (
    accepts,
    agrees,
    asks_for,
    grants,
    returns,
    seconds,
    sends_back,
    sends_to_look,
    takes,
)
from workflow_app.services.demo_story.outside_acts import accepts_objection, somebody_objects
from workflow_app.services.demo_story.signing_acts import asks_to_sign, hands_in_signed, signs_by_link
from workflow_app.services.demo_story.tales import on
from workflow_app.services.demo_story.together import TOGETHER

COVERED = "十二辆运输车辆已全部加装密闭装置，出场前逐车冲洗并登记，整改情况已经执法大队复查。"
STILL_DUMPING = "九月以来夜间仍有渣土车在绿博大道东侧空地卸土，车身印有该公司名称，附近居民多次看到。"
ONE_MONTH = "整改材料只有八月一个月的监测数据，请核实九月上旬在线数据缺失两天的原因后再提出意见。"
ONE_LANE = "现场照片只有东侧人行道，决定书所列路段为两侧，请核实西侧是否已经清退后再提出意见。"

B = tale(
    "B/1", "applicant_b", "05-20", "05-18",
    on("09-20", "16:30", asks_to_sign(COVERED, mobile=HEAD_OF_B, receipt="receipt_photo")),
    on("09-20", "19:12", signs_by_link(HEAD_OF_B)),
    on("09-21", "10:05", hands_in_signed()),
    on("09-23", "09:40", accepts()),
    on("09-28", "16:45", takes("first_reviewer")),
)  # fmt: skip
F = tale(
    "F/1", "applicant_b", "05-29", "06-12",
    on("09-24", "10:30", applies(
        "已清理堆放的材料，恢复绿化面积一百二十平方米。", receipt="receipt_blurred", t16="t16_unstamped"
    )),
    on("09-28", "09:30", asks_for(
        receipt="凭证照片模糊，看不清票据号码和金额，请重新拍摄或者扫描原件。",
        t16="处罚机关意见处未加盖公章，请到作出处罚的中队补盖后重新上传。",
    )),
)  # fmt: skip
A = tale(
    "A/1", "applicant_a", "04-22", "05-15",
    on("09-17", "15:20", applies("危险废物贮存间已设置识别标志并建立出入库台账，聘请第三方每月核查。")),
    on("09-18", "10:45", accepts()),
    on("09-21", "11:10", sends_to_look("贮存场所的识别标志是否齐全，近三个月的台账是否连续。", "first_reviewer_2")),
)  # fmt: skip
N = tale(
    "N/1", "applicant_n", "05-27", "07-06",
    on("09-20", "14:20", applies("污水处理站已完成扩容改造，总排口安装在线监测，出水稳定达标。")),
    on("09-21", "10:05", accepts()),
    on("09-23", "15:50", agrees("first_reviewer_2")),
    on("09-24", "14:30", returns(ONE_MONTH)),
)  # fmt: skip
G = tale(
    "G/1", "applicant_b", "06-26", "07-03",
    on("09-20", "09:50", applies("未经批准设置的户外广告设施已自行拆除，现场恢复原状。")),
    on("09-21", "15:15", accepts()),
    on("09-23", "10:35", agrees()),
    on("09-24", "11:40", seconds()),
)  # fmt: skip
H2 = tale(
    "H/2", "applicant_b", "03-13", "03-20",
    on("09-16", "10:15", applies("倾倒的建筑垃圾已清运至指定消纳场，缴清罚款，运输路线报备。")),
    on("09-17", "09:30", accepts()),
    on("09-20", "16:10", agrees("first_reviewer_2")),
    on("09-21", "10:50", seconds()),
    on("09-23", "20:10", somebody_objects(STILL_DUMPING, name="刘桂兰", phone="13912345678")),
    on("09-24", "10:20", accepts_objection()),
)  # fmt: skip
AE = tale(
    "AE/2", "applicant_ae", "06-08", "06-12",
    on("09-16", "10:20", applies("占道摆放的花架已全部清退，人行道恢复通行，并与社区签订门前责任书。")),
    on("09-17", "10:10", accepts()),
    on("09-18", "15:40", agrees()),
    on("09-21", "16:20", seconds()),
    on("09-28", "15:20", sends_back(ONE_LANE)),
)  # fmt: skip
D = tale(
    "D/1", "applicant_d", "06-10", "06-08",
    on("09-14", "09:15", applies("门头广告已按批准的尺寸重新制作并备案。", receipt="receipt_photo")),
    on("09-15", "14:50", accepts()),
    on("09-16", "16:25", agrees("first_reviewer_2")),
    on("09-17", "11:20", seconds()),
    on("09-23", "09:55", grants()),
)  # fmt: skip

OPEN = {"B": B, "F": F, "A": A, "N": N, "G": G, "H/2": H2, "D": D, "AE": AE, **TOGETHER, **FILED}
