"""A course file is read whole or refused with every fault and the line it stands in."""

import re

import pytest

from workflow_app.domain.course_files import decode, read_course
from workflow_app.domain.courses import blocks
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.resources import find
from workflow_app.domain.training import attended, draw, score_of

SHIPPED = (find("courses") / "credit_repair.toml").read_text("utf-8")
COURSE = read_course(SHIPPED)


def faults(source: str) -> list[tuple[str, object]]:
    with pytest.raises(InvalidError) as caught:
        read_course(source)
    return [(each.code, each.values["line"]) for each in caught.value.errors]


def line_of(text: str, source: str) -> int:
    return source[: source.index(text)].count("\n") + 1


def test_the_shipped_course_is_whole_in_both_languages() -> None:
    assert 5 <= len(COURSE.lessons) <= 7
    assert len(COURSE.questions) >= 20
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for words in (each.text for each in (*COURSE.lessons, *COURSE.questions)):
        assert chinese.search(words.zh)
        assert not chinese.search(words.en)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('kind = "SINGLE"', 'kind = "SINGEL"', "COURSE_KIND"),
        ("minutes = 15", 'minutes = "x"', "COURSE_NUMBER"),
        ("minutes = 15", "minutes = true", "COURSE_NUMBER"),
        ('key = "duties"', 'key = "why"', "COURSE_KEY_TWICE"),
        ('key = "duties"', 'key = "Duties!"', "COURSE_KEY"),
        ('key = "q07"', 'key = "q07"\ncolour = "red"', "COURSE_UNKNOWN_NAME"),
        ('basis = "行政处罚法第七十二条"', "basis = 72", "COURSE_NOT_TEXT"),
        ('zh = "没有上限"', 'zh = "罚款数额的三倍"', "COURSE_OPTION_TWICE"),
        ('zh = "没有上限", en', 'zh = "", en', "COURSE_MISSING"),
        ('en = "There is no limit" }', 'en = "There is no limit", right = true }', "COURSE_ONE_RIGHT"),
        ('en = "There is no limit" }', 'en = "There is no limit", right = 1 }', "COURSE_TRUE_OR_FALSE"),
        ('kind = "MULTIPLE"', 'kind = "MULTIPLE"\nx=1', "COURSE_UNKNOWN_NAME"),
        ('"第二课　先履行法定义务"', f'"{"长" * 121}"', "COURSE_TOO_LONG"),
    ],
)
def test_each_fault_is_told_with_its_line(old: str, new: str, code: str) -> None:
    source = SHIPPED.replace(old, new, 1)
    found = faults(source)
    assert code in [each for each, _line in found]
    near = line_of(old, SHIPPED)
    assert all(abs(int(str(line)) - near) <= 8 for _code, line in found)


def test_a_file_that_is_no_toml_is_told_where_it_breaks() -> None:
    source = SHIPPED.replace('title = { zh = "第二课', "title = { zh = 第二课", 1)
    ((code, line),) = faults(source)
    assert (code, line) == ("COURSE_SYNTAX", line_of("第二课", source))


def test_every_fault_is_told_at_once_in_the_order_of_lines() -> None:
    source = SHIPPED.replace("minutes = 15", "minutes = 0").replace('kind = "SINGLE"', 'kind = ""')
    lines = [int(str(line)) for _code, line in faults(source)]
    assert len(lines) > 10
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "source", ["", "x = 1", "lessons = 3\nquestions = 'x'", "[[lessons]]\n[[questions]]", "key = 5"]
)
def test_a_file_without_a_course_is_refused_in_codes(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "COURSE_EMPTY"),
        (b" \n ", "COURSE_EMPTY"),
        (b"\xff\xfe\x00k", "COURSE_ENCODING"),
        (b"key = 'a\x00'", "COURSE_ENCODING"),
        (b"x" * (512 * 1024 + 1), "COURSE_TOO_LARGE"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidError) as caught:
        decode(data)
    assert [each.code for each in caught.value.errors] == [code]


def test_a_file_of_windows_is_read_as_any_other() -> None:
    assert read_course(decode(b"\xef\xbb\xbf" + SHIPPED.replace("\n", "\r\n").encode())) == COURSE


def test_a_lesson_falls_into_headings_points_and_paragraphs() -> None:
    found = blocks("## A\nb\nc\n\n- d\n- e\n\nf")
    assert [(each.kind, each.lines) for each in found] == [
        ("heading", ("A",)), ("paragraph", ("b c",)), ("points", ("d", "e")), ("paragraph", ("f",))
    ]  # fmt: skip


def test_the_same_seed_draws_the_same_test_and_another_seed_another() -> None:
    first, again = (draw(COURSE.questions, count=10, seed="a") for _ in range(2))
    assert first == again
    assert len({str(each["key"]) for each in first}) == 10
    assert first != draw(COURSE.questions, count=10, seed="b")


def test_no_more_questions_are_drawn_than_there_are() -> None:
    assert len(draw(COURSE.questions, count=100, seed="a")) == len(COURSE.questions)


def test_the_right_answer_stands_in_any_place() -> None:
    places = {tuple(each["right"]) for seed in "abcdefgh" for each in draw(COURSE.questions, count=24, seed=seed)}  # type: ignore[arg-type] # a list of numbers
    assert {(0,), (1,), (2,), (3,)} <= places


def test_a_question_of_several_answers_counts_only_when_exactly_those_are_chosen() -> None:
    (question,) = [each for each in draw(COURSE.questions, count=24, seed="a") if each["key"] == "q02"]
    right = tuple(question["right"])  # type: ignore[arg-type] # a list of numbers
    assert score_of([question], {"q02": right}, pass_mark=100).passed
    assert not score_of([question], {"q02": right[:-1]}, pass_mark=1).passed
    assert not score_of([question], {"q02": (0, 1, 2, 3)}, pass_mark=1).passed
    assert not score_of([question], {}, pass_mark=1).passed


def test_an_empty_test_is_not_passed() -> None:
    assert not score_of([], {}, pass_mark=0).passed


def test_attendance_is_enough_from_the_very_minute() -> None:
    assert attended(120, length=150, least_percent=80)
    assert not attended(119, length=150, least_percent=80)
