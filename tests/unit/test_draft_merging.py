"""Two windows write one draft: what only one changed is kept from both, what both changed is nobody's until chosen."""

from datetime import UTC, date, datetime

from workflow_app.domain.drafts import Life, life_of, mark_of, merge

SEEN = {"paid_on": mark_of("2026-05-20"), "payer": mark_of("")}
KEPT = {"paid_on": "2026-05-20", "payer": ""}


def test_what_one_window_changed_stays_when_the_other_sends_what_it_saw() -> None:
    merged = merge({**KEPT, "payer": "张三"}, {"paid_on": "2026-05-21", "payer": ""}, SEEN)
    assert merged.values == {"paid_on": "2026-05-21"}
    assert not merged.clashes


def test_an_answer_that_both_changed_is_kept_from_neither_and_shown() -> None:
    merged = merge({**KEPT, "payer": "张三"}, {"payer": "李四"}, SEEN)
    assert not merged.values
    assert merged.clashes == {"payer": "张三"}


def test_the_same_change_in_both_windows_is_no_clash() -> None:
    assert merge({**KEPT, "payer": "张三"}, {"payer": "张三"}, SEEN).clashes == {}


def test_an_answer_emptied_here_and_changed_there_is_a_clash_too() -> None:
    assert merge({"paid_on": "2026-05-22"}, {"paid_on": ""}, SEEN).clashes == {"paid_on": "2026-05-22"}


def test_a_page_that_says_nothing_of_what_it_saw_is_taken_as_it_is() -> None:
    assert merge(KEPT, {"payer": "李四"}, {}).values == {"payer": "李四"}


def test_what_was_filled_in_beforehand_and_never_kept_gives_way_to_what_is_typed() -> None:
    assert merge({}, {"signer": "AGENT"}, {"signer": mark_of("LEGAL_REPRESENTATIVE")}).values == {"signer": "AGENT"}


def test_nothing_said_is_one_answer_however_it_is_written() -> None:
    assert len({mark_of(each) for each in (None, "", [], False)}) == 1
    assert mark_of("0") != mark_of("")


def test_a_draft_lives_thirty_days_after_its_last_change_and_is_spoken_of_three_days_before() -> None:
    life = Life(30, 3)
    changed = datetime(2026, 9, 29, 17, 0, tzinfo=UTC)  # 01:00 of the 30th in Shanghai
    assert life.until(changed) == date(2026, 10, 30)
    assert life.warned_on(changed) == date(2026, 10, 27)


def test_a_case_whose_parameters_say_nothing_of_drafts_keeps_them() -> None:
    assert life_of({}) is None
