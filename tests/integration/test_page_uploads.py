"""What has arrived of a file: durable part by part, one sender at a time, gone when nobody waits for it any more."""

import io
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from photographs import jpeg, receipt
from sqlalchemy import select

from workflow_app.domain.commands.materials import BeginUpload, SendPart, UploadAct
from workflow_app.domain.errors import ConflictError, LimitedError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import LimitCounter, PageUpload
from workflow_app.services.page_uploads import (
    MOST_AT_ONCE,
    UploadView,
    begin_upload,
    cancel_upload,
    get_upload,
    send_part,
)
from workflow_app.services.paper_pages import pages_of_task

PHOTO = jpeg(receipt(1, width=450, height=600))
HALF = len(PHOTO) // 2
DAY = 24 * 3600


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


class Line:
    """A connection by which somebody sends files for one field."""

    def __init__(self, office: Office) -> None:
        self.by = {"actor": office.agent(), "tools": office.tools}
        self.office, self.task = office, office.open().tasks[0].id

    def begin(self, length: int = len(PHOTO)) -> UploadView:
        return begin_upload(BeginUpload(self.task, "receipt", "IMG_1.jpg", "image/jpeg", length), **self.by)

    def act(self, upload: UploadView) -> UploadAct:
        return UploadAct(self.task, "receipt", upload.id)

    def part(self, upload: UploadView, offset: int, content: bytes) -> UploadView:
        return send_part(SendPart(self.act(upload), offset, io.BytesIO(content)), **self.by)

    def pages(self) -> int:
        return len(pages_of_task(self.task, **self.by).get("receipt", ()))

    def rows(self) -> list[PageUpload]:
        with self.office.tools.database.read() as unit:
            return list(unit.session.scalars(select(PageUpload)))


def kept(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.rglob("uploads/*"))


def test_a_part_whose_transaction_did_not_come_about_is_written_over(office: Office, tmp_path: Path) -> None:
    line = Line(office)
    upload = line.begin()
    line.part(upload, 0, PHOTO[:HALF])
    (path,) = kept(tmp_path)
    with path.open("ab") as file:
        file.write(b"what a killed process had written")
    line.part(upload, HALF, PHOTO[HALF:])
    assert (line.pages(), kept(tmp_path)) == (1, [])


def test_a_store_that_lost_what_had_arrived_has_the_file_sent_anew(office: Office, tmp_path: Path) -> None:
    line = Line(office)
    upload = line.begin()
    line.part(upload, 0, PHOTO[:HALF])
    kept(tmp_path)[0].unlink()
    with pytest.raises(NotFoundError, match="UPLOAD_UNKNOWN"):
        line.part(upload, HALF, PHOTO[HALF:])
    with pytest.raises(NotFoundError, match="UPLOAD_UNKNOWN"):
        get_upload(line.act(upload), **line.by)
    assert line.pages() == 0


def test_two_windows_that_send_the_same_part_at_once_do_not_mix_it_up(office: Office) -> None:
    line = Line(office)
    upload = line.begin()
    with office.tools.uploads.hold(upload.id), pytest.raises(ConflictError, match="UPLOAD_BUSY"):
        line.part(upload, 0, PHOTO)
    line.part(upload, 0, PHOTO[:HALF])
    with pytest.raises(ConflictError, match="UPLOAD_OFFSET"):
        line.part(upload, 0, PHOTO[:HALF])
    assert get_upload(line.act(upload), **line.by).received == HALF


def test_a_file_that_was_given_up_while_its_last_part_was_on_the_way_becomes_no_page(office: Office) -> None:
    line = Line(office)
    upload = line.begin()

    class GivenUp(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 0:
                cancel_upload(line.act(upload), **line.by)
            return super().read(size)

    with pytest.raises(NotFoundError, match="UPLOAD_UNKNOWN"):
        send_part(SendPart(line.act(upload), 0, GivenUp(PHOTO)), **line.by)
    assert (line.pages(), line.rows()) == (0, [])


def test_of_too_many_files_on_their_way_those_that_rested_longest_are_given_up(office: Office) -> None:
    line = Line(office)
    first = line.begin()
    for _ in range(MOST_AT_ONCE):
        line.begin()
    assert len(line.rows()) == MOST_AT_ONCE
    assert first.id not in {each.id for each in line.rows()}


def test_bytes_are_counted_once_when_they_are_announced(office: Office) -> None:
    line = Line(office)
    size = 20 * 1024 * 1024
    for _ in range(25):
        line.begin(size)
    with pytest.raises(LimitedError):
        line.begin(size)
    with office.tools.database.read() as unit:
        counted = unit.session.scalars(select(LimitCounter.count).where(LimitCounter.key.startswith("uploaded/")))
        assert list(counted) == [26 * 20 * 1024]


def test_what_nobody_waits_for_any_more_is_swept_and_the_rest_stays(office: Office, tmp_path: Path) -> None:
    line = Line(office)
    old, young = line.begin(), line.begin()
    for each in (old, young):
        line.part(each, 0, PHOTO[:HALF])
    with office.tools.database.write() as unit:
        row = unit.page_uploads.find(old.id)
        assert row is not None
        row.touched_at = machine_now() - timedelta(days=7, minutes=1)
        unit.commit()
    with pytest.raises(NotFoundError, match="UPLOAD_UNKNOWN"):
        get_upload(line.act(old), **line.by)
    for path in kept(tmp_path):
        os.utime(path, (time.time() - DAY - 60,) * 2)
    for _ in range(2):  # the row first, what it named a day later
        office.pass_time(days=1)
    assert [each.id for each in line.rows()] == [young.id]
    assert [path.name for path in kept(tmp_path)] == [young.id]
