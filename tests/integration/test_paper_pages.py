"""Materials in the making: pages in order, for their own people alone, limited, bound once, swept when forgotten."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from office import PDF, Office
from photographs import heic, jpeg, receipt

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import AddPages, BindPages, ChangePage, ChosenFile, PageAct
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import DomainError, InvalidError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import Document, PaperPage
from workflow_app.services.documents import open_document, upload_document
from workflow_app.services.paper_binding import bind_pages, open_thumbnail
from workflow_app.services.paper_pages import PageView, add_pages, change_page, pages_of_task
from workflow_app.services.views import DocumentView

SMALL = {number: jpeg(receipt(number, width=450, height=600)) for number in (1, 2, 3)}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


def photo(number: int) -> ChosenFile:
    return ChosenFile(f"IMG_{number}.jpg", "image/jpeg", io.BytesIO(SMALL[number]))


class Table:
    """Somebody who puts one material together."""

    def __init__(self, office: Office, actor: Actor | None = None) -> None:
        self.office, self.actor = office, actor or office.agent()
        self.case = office.open()
        self.task = self.case.tasks[0].id
        self.by = {"actor": self.actor, "tools": office.tools}

    def add(self, *files: ChosenFile, instead: bool = False) -> tuple[PageView, ...]:
        return add_pages(AddPages(self.task, "receipt", files, instead), **self.by)

    def change(self, page: str, act: PageAct) -> list[str]:
        return [each.filename for each in change_page(ChangePage(self.task, "receipt", page, act), **self.by)]

    def bind(self) -> DocumentView | None:
        return bind_pages(BindPages(self.task, "receipt", "缴款凭证"), **self.by)

    def content(self, view: DocumentView | None) -> bytes:
        assert view is not None
        _, stream = open_document(view.id, **self.by)
        with stream:
            return stream.read()


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    with pytest.raises(InvalidError) as caught:
        yield
    assert [each.code for each in caught.value.errors] == list(codes)


def test_photographs_become_one_pdf_in_the_order_in_which_they_stand(office: Office) -> None:
    at = Table(office)
    first, second, third = at.add(photo(1), photo(2), photo(3))
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert at.change(third.id, PageAct.UP) == ["IMG_1.jpg", "IMG_3.jpg", "IMG_2.jpg"]
    assert at.change(first.id, PageAct.DOWN) == ["IMG_3.jpg", "IMG_1.jpg", "IMG_2.jpg"]
    at.change(second.id, PageAct.TURN)
    bound = at.bind()
    assert bound is not None
    assert (bound.filename, bound.media_type, bound.field) == ("缴款凭证.pdf", "application/pdf", "receipt")
    with pikepdf.open(io.BytesIO(at.content(bound))) as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 0, 90]
    assert [(each["filename"], each["sha256"]) for each in bound.made_of] == [
        (f"IMG_{number}.jpg", hashlib.sha256(SMALL[number]).hexdigest()) for number in (3, 1, 2)
    ]
    again = at.bind()
    assert again is not None
    assert again.id == bound.id  # the same pages are the same document
    at.change(first.id, PageAct.REMOVE)
    fewer = at.bind()
    assert fewer is not None
    assert fewer.id != bound.id


def test_a_pdf_alone_stays_as_it_was_sent_and_among_photographs_its_pages_stand_in_their_place(office: Office) -> None:
    at = Table(office)
    at.add(ChosenFile("票据.pdf", "application/pdf", io.BytesIO(PDF)))
    alone = at.bind()
    assert alone is not None
    assert (alone.filename, at.content(alone), alone.made_of) == ("票据.pdf", PDF, ())
    at.add(photo(1), photo(2), instead=True)
    scan = at.content(at.bind())
    numbers = [each.number for each in at.add(ChosenFile("b.pdf", "", io.BytesIO(scan)), photo(3))]
    assert numbers == [1, 2, 3, 5]
    with pikepdf.open(io.BytesIO(at.content(at.bind()))) as pdf:
        assert len(pdf.pages) == 5


def test_one_photograph_becomes_a_pdf_of_its_name_by_the_interface_as_well(office: Office) -> None:
    at = Table(office)
    command = UploadDocument(
        at.case.id, "IMG_7.HEIC", "image/heic", io.BytesIO(heic(receipt(1, width=450, height=600))), "receipt"
    )
    sent = upload_document(command, **at.by)
    assert (sent.filename, sent.media_type, len(sent.made_of)) == ("IMG_7.pdf", "application/pdf", 1)
    assert at.content(sent).startswith(b"%PDF-")


def test_pages_belong_to_those_who_write_the_application(office: Office) -> None:
    at = Table(office)
    (page,) = at.add(photo(1))
    assert open_thumbnail(at.task, page.id, **at.by).startswith(b"\xff\xd8")
    other = replace(office.agent(), subject_ids=frozenset({office.authority.id}))
    looks_only = replace(office.agent(), looks_only=office.agent().subject_ids)
    strangers = (other, looks_only, office.people["first_reviewer"])
    for stranger in strangers:
        by = {"actor": stranger, "tools": office.tools}
        with pytest.raises(DomainError):
            add_pages(AddPages(at.task, "receipt", [photo(2)]), **by)
        with pytest.raises(DomainError):
            change_page(ChangePage(at.task, "receipt", page.id, PageAct.REMOVE), **by)
        with pytest.raises(DomainError):
            open_thumbnail(at.task, page.id, **by)
        with pytest.raises(DomainError):
            bind_pages(BindPages(at.task, "receipt", "x"), **by)
    assert [each.id for each in pages_of_task(at.task, **at.by)["receipt"]] == [page.id]


def test_a_page_of_another_field_or_task_is_not_there(office: Office) -> None:
    at = Table(office)
    (page,) = at.add(photo(1))
    for field, page_id in (("t16", page.id), ("receipt", at.task)):
        with pytest.raises(NotFoundError) as unknown:
            change_page(ChangePage(at.task, field, page_id, PageAct.REMOVE), **at.by)
        assert unknown.value.code == "PAGE_UNKNOWN"


def test_a_material_has_so_many_pages_no_ofd_among_them_and_a_size_that_can_be_looked_at(office: Office) -> None:
    at = Table(office)
    with refused("TOO_MANY_PAGES"):
        at.add(*[photo(1) for _ in range(31)])
    assert pages_of_task(at.task, **at.by) == {}
    big = PDF + b" " * (11 * 1024 * 1024)
    at.add(ChosenFile("a.pdf", "", io.BytesIO(big)))
    with refused("MATERIAL_TOO_LARGE"):
        at.add(ChosenFile("b.pdf", "", io.BytesIO(big + b" ")))
    with refused("FILE_EMPTY"):
        at.add()


def test_what_cannot_be_bound_keeps_its_pages_and_says_why(office: Office) -> None:
    at = Table(office)
    at.add(ChosenFile("a.pdf", "", io.BytesIO(b"%PDF-1.7\n1 0 obj <</Type /Page>>\n%%EOF\n")), photo(1))
    with refused("FILE_BROKEN"):
        at.bind()
    assert len(pages_of_task(at.task, **at.by)["receipt"]) == 2


def test_two_windows_that_add_at_once_lose_no_page_and_share_no_place(office: Office) -> None:
    at = Table(office)
    threads = [Thread(target=at.add, args=(photo(number),)) for number in (1, 2, 3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with office.tools.database.read() as unit:
        assert [each.position for each in unit.paper_pages.of_field(at.task, "receipt")] == [0, 1, 2]


def test_the_bytes_of_pages_are_kept_while_they_wait_and_pages_are_forgotten_after_their_time(office: Office) -> None:
    at = Table(office)
    at.add(photo(1))
    with office.tools.database.write() as unit:
        (row,) = unit.paper_pages.of_task(at.task)
        assert unit.documents.blobs_named([row.sha256]) == {row.sha256}
        now = machine_now()
        unit.paper_pages.forget(done_before=now + timedelta(days=1), open_before=now - timedelta(days=1))
        assert unit.paper_pages.of_task(at.task)  # the task is open, the page is young
        unit.paper_pages.forget(done_before=now, open_before=now + timedelta(seconds=5))
        assert not unit.paper_pages.of_task(at.task)


def test_what_a_photograph_was_is_kept_and_nothing_of_where_it_was_taken(office: Office) -> None:
    at = Table(office)
    at.add(photo(1))
    bound = at.bind()
    with office.tools.database.read() as unit:
        row = unit.documents.find(bound.id if bound else "")
        assert isinstance(row, Document)
        (note,) = row.made_of or ()
        assert set(note) == {
            "filename",
            "media_type",
            "size",
            "sha256",
            "was",
            "became",
            "dpi",
            "quality",
            "turn",
            "pages",
        }
        assert all(
            "GPS" not in str(each.note) for each in unit.paper_pages.of_task(at.task) if isinstance(each, PaperPage)
        )
    assert b"PhoneMaker" not in at.content(bound)
