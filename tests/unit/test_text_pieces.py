"""Two texts as one: cut between words and characters, whole where they have little in common."""

from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.text_pieces import LONGEST, Piece, text_pieces


def test_a_placeholder_and_a_word_are_never_cut() -> None:
    pieces = text_pieces("于{applied_on}提出 the application", "于{issued_on}提出 the applications")
    assert Piece("{applied_on}", Turn.REMOVED) in pieces
    assert Piece("{issued_on}", Turn.ADDED) in pieces
    assert Piece("applications", Turn.ADDED) in pieces


def test_texts_with_little_in_common_stand_whole() -> None:
    assert text_pieces("甲乙丙", "丁戊己") == (Piece("甲乙丙", Turn.REMOVED), Piece("丁戊己", Turn.ADDED))


def test_very_long_texts_stand_whole() -> None:
    long = "甲" * LONGEST
    assert text_pieces(long, f"{long}乙") == (Piece(long, Turn.REMOVED), Piece(f"{long}乙", Turn.ADDED))


@given(before=st.text(), after=st.text())
def test_both_texts_can_be_read_out_of_it(before: str, after: str) -> None:
    pieces = text_pieces(before, after)
    assert "".join(each.text for each in pieces if each.turn is not Turn.ADDED) == before
    assert "".join(each.text for each in pieces if each.turn is not Turn.REMOVED) == after
