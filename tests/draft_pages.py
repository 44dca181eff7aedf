"""Drafts of processes before a browser: begun, and with files that read otherwise."""

from collections.abc import Callable

from page_readers import Reader

Alter = Callable[[str], str]


def begin(who: Reader, title: str = "Third review", *, key: str = "ordinary_approval") -> str:
    """Begin a draft of a process and return where it is."""
    process = f"/studio/processes/{key}"
    fields = dict(who.get(process).form("//form[contains(@action,'/drafts')]")[1]) | {"title": title}
    return who.post(f"{process}/drafts", fields).location


def alter(who: Reader, draft: str, path: str, change: Alter) -> None:
    """Save a file of a draft changed; the change has to change something."""
    who.get(draft)
    file = who.client.get(f"{draft}/files/{path}")
    text = file.get_data(as_text=True)
    assert change(text) != text
    who.send("PUT", f"{draft}/files/{path}", change(text).encode(), {"If-Match": file.headers["ETag"]}, expect=200)
