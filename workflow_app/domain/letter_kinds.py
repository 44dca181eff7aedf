"""The kinds of letters: the words in their numbers, and for whom they are."""

PERMIT = "PERMIT"
"""The letter that is a permit, whose number and words its register repeats."""
FROM_SUBJECT = frozenset({"T04_PLEDGE", "T06_PROMISE"})
"""What the subject says to the authority: kept as a letter of the case, and sealed by nobody."""
MARKS = {
    "T01_NOTICE": "信修告",
    "T08_CORRECT": "信修补",
    "T12_NOTICE": "信修核",
    "T13_RECTIFY": "违诺改",
    "T15_CLEARED": "违诺销",
    "T15_DECISION": "违诺决",
    "T15_NOTICE": "违诺告",
    "T16_CONFIRM": "信修履确",
    "T19_PERFORMED": "履行证",
    "T20_ACCEPT": "信修受",
    "T20_EXTEND": "信修延",
    "T20_LAPSE": "信修撤",
    "T20_REJECT": "信修不受",
    "T21_INTENT": "信修拟",
    "T22_GRANT": "信修准决",
    "T22_REFUSE": "信修不准决",
    "T23_ASSIST": "信修协",
    "T23_REMOVE": "信撤函",
    "T24_DONE": "信修完",
    "T26_OBJECTION": "信修异告",
    "T32_CERTIFICATE": "信修培证",
    "REPAIR_PROOF": "信修证",
    "T08_MISSING": "审补",
    "T09_ACCEPT": "审受",
    "T09_REJECT": "审不受",
    "T09_SILENCE": "审视受",
    "T11_LAPSE": "审退",
    "SPECIAL_PROCEDURE": "审特告",
    "T06_PROMISE": "容承",
    "T07_DEFER": "容受",
    "T10_OVERDUE": "容逾告",
    "T10_SUSPEND": "容中止",
    "T11_RETURN": "容退",
    "T11_END": "容终止",
    "T03_NOTICE": "承告",
    "T04_PLEDGE": "承诺",
    "T11_UNTRUE": "承终止",
    "T12_RECORD": "承核",
    "T14_NOTICE": "撤告",
    "T14_KEPT": "撤不",
    "T14_DECISION": "撤决",
    "PERMIT_GRANT": "审准决",
    "PERMIT_REFUSE": "审不准决",
    PERMIT: "许",
}
"""What stands between the prefix of an authority and the year; a kind without one is its own mark."""


def series_of(kind: str) -> str:
    """Return the series in which a kind of letter is numbered."""
    return f"LETTER_{kind}"


def kind_of_series(series: str) -> str:
    """Return the kind of letter that a series numbers."""
    return series.removeprefix("LETTER_")
