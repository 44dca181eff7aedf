"""What a letter is called before it is issued: its title, with words where a value is filled in."""

import re

from workflow_app.domain.seeds.placeholder_words import PLACEHOLDER_WORDS

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
LANGUAGES = ("zh", "en")


def told_title(title: str, language: str) -> str:
    """Return a title, or another such text, as people read it: `{permit_name}` is told as "[name of the permit]"."""

    def said(found: re.Match[str]) -> str:
        words = PLACEHOLDER_WORDS.get(found[1])
        return f"[{words[LANGUAGES.index(language)] if words else found[1]}]"

    return _PLACEHOLDER.sub(said, title)
