"""When the pieces of a letter are said that hang on a condition, Chinese and English."""

from collections.abc import Mapping

CONDITION_WORDS: Mapping[str, tuple[str, str]] = {
    "at_once": ("即时决定", "it is decided at once"),
    "by_counter": ("可到窗口提交", "documents may be brought"),
    "by_online": ("可网上提交", "documents may be uploaded"),
    "by_post": ("可邮寄", "documents may be posted"),
    "days_left": ("期限未到", "days are left"),
    "examined": ("经审查决定", "it was examined"),
    "found_by_decider": ("负责人已逐项核实", "the decider settled the doubts"),
    "in_grace": ("在宽限期内", "within the time of grace"),
    "in_time": ("在补交日期内", "before the day for the documents"),
    "is_late": ("已过补交日期", "after the day for the documents"),
    "is_today": ("当天到期", "due today"),
    "late_follows": ("接下来是逾期", "lateness is next"),
    "money_ordered": ("决定有应缴款项", "money was ordered"),
    "no_money_ordered": ("决定没有应缴款项", "no money was ordered"),
    "not_supplied": ("容缺材料未补齐", "deferred documents are missing"),
    "of_breach": ("关于违诺信息", "about a breach"),
    "of_penalty": ("关于行政处罚信息", "about a penalty"),
    "on_pledge": ("凭承诺决定", "it rests on a pledge"),
    "paid_in_full": ("已缴清", "paid in full"),
    "promise_kept": ("承诺已履行", "the promise was kept"),
    "promise_put_right": ("违诺已改正", "the breach was put right"),
    "published": ("承诺书公示", "the pledge is public"),
    "put_right": ("已整改", "put right"),
    "return_follows": ("接下来是退件", "the return is next"),
    "shown_somewhere": ("尚在网站公示", "shown on a site"),
    "strict": ("不设宽限期", "there is no grace"),
    "suspension_follows": ("接下来是中止", "the suspension is next"),
    "unpublished": ("承诺书不公示", "the pledge is not public"),
    "untrue": ("承诺内容不实", "the pledge was untrue"),
    "within_limit": ("在承诺办结时限内决定", "it is decided within the promised limit"),
    "written": ("由机关书面说明", "the authority wrote it"),
}
"""By the name after `where`; one that is a placeholder too is called as that is."""
