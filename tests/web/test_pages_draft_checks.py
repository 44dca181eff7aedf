"""The page of a draft says of each part how it stands, and of what was not looked at that it was not."""

from draft_pages import alter, begin
from page_readers import Reader

KEY = "ordinary_approval"


def stands(author: Reader, draft: str) -> dict[str, str]:
    """Return how the parts of a draft stand, by their names."""
    rows = author.get(draft).all("//*[@id='checks']//dl/div")
    return {row[0].text_content().strip(): row[1].text_content().strip() for row in rows}


def test_each_part_stands_by_itself(author: Reader) -> None:
    draft = begin(author)
    assert stands(author, draft) == {
        "Structure and paths": "in order",
        "Forms and settings": "in order",
        "Letters": "in order",
        "Process tests": "not run since the last change",
        "Replay of finished cases": "not done",
    }
    alter(author, draft, "letters/t09_accept.toml", lambda text: text.replace("{matter_name}", "{nobody}"))
    assert stands(author, draft)["Letters"] == "2 errors 1 hint"
    assert stands(author, draft)["Forms and settings"] == "in order"


def test_tests_stand_green_until_a_file_is_changed(author: Reader) -> None:
    draft = begin(author)
    author.get(f"{draft}/tests?run=1")
    assert stands(author, draft)["Process tests"] == "5 of 5 as kept"
    alter(
        author,
        draft,
        "letters/t09_accept.toml",
        lambda text: text.replace("Your application", "Your written application"),
    )
    assert stands(author, draft)["Process tests"] == "not run since the last change"


def test_what_hangs_on_a_diagram_that_cannot_be_read_was_not_looked_at(author: Reader) -> None:
    draft = begin(author)
    alter(author, draft, f"{KEY}.bpmn", lambda text: text.replace("</bpmn:definitions>", ""))
    told = stands(author, draft)
    assert told["Structure and paths"] == "1 error"
    assert told["Letters"] == "not looked at yet"
