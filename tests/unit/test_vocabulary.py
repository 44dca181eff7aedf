"""What templates may call has one meaning: of two functions of one name the later would win without a word."""

from collections import Counter

from workflow_app.web.pages.vocabulary import WORDS


def test_no_two_words_of_templates_share_a_name() -> None:
    assert [name for name, count in Counter(each.__name__ for each in WORDS).items() if count > 1] == []
