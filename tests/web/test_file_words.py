"""What is said of a file that is not taken: what it is, and what to do."""

import io

import pytest
from builders import PDF, Service

from workflow_app.adapters.documents import inspect
from workflow_app.domain.errors import InvalidError
from workflow_app.web.sentences import sentence

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 64


def told(service: Service, content: bytes, name: str, lang: str) -> str:
    with pytest.raises(InvalidError) as caught:
        inspect(io.BytesIO(content), name, "application/pdf" if name.endswith("pdf") else "")
    (error,) = caught.value.errors
    with service.app.test_request_context(f"/?lang={lang}"):
        return sentence(error.code, error.values)


@pytest.mark.parametrize(
    ("lang", "content", "name", "words"),
    [
        ("en", b"hello, dear office", "receipt.pdf", "The name ends in .pdf, but the file is plain text."),
        ("en", b"<!DOCTYPE html><html><body>x</body></html>", "a.pdf", "but the file is a web page."),
        ("en", JPEG, "a.pdf", "The name ends in .pdf, but the file is a JPEG picture; give it the right ending"),
        ("en", PDF, "a.png", "The name ends in .png, but the file is a PDF; give it the right ending"),
        ("en", b"hello, dear office", "notes.txt", "Files of this kind are not accepted; choose PDF, OFD, JPG or PNG"),
        ("zh", b"hello, dear office", "receipt.pdf", "文件名以 .pdf 结尾，但文件内容是纯文本。"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_what_it_is(
    service: Service, lang: str, content: bytes, name: str, words: str
) -> None:
    assert words in told(service, content, name, lang)
