"""Seals: a letter is signed after its PDF is made or stamped by hand, and is not served before (parameters)."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from letter_office import attempt, decide, grant, notices, propose
from office import PDF, Office

from workflow_app.adapters.letter_seals import FolderSeals
from workflow_app.adapters.pdf_signing import sign_pdf
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.letters import AttachSealed
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.models import DueWork, Parameter
from workflow_app.services.letter_desk import get_letter_desk, list_open_letters
from workflow_app.services.letter_numbers import all_numbers, list_series
from workflow_app.services.letter_sealing import attach_sealed
from workflow_app.services.letters import get_letter, open_letter, open_verified, verify_with_seal
from workflow_app.services.serving import get_serving

needs_poppler = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="checks the signature with Poppler")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def rule(office: Office, key: str, value: str) -> None:
    """Have the rules of everybody say otherwise."""
    with office.tools.database.write() as unit:
        for row in unit.session.query(Parameter).filter_by(key=key):
            row.value = value
        unit.authorities.get(office.authority.id, lock=True).parameter_version += 1
        unit.commit()


def attach(office: Office, letter_id: str, number: str, *, who: str = "clerk_of_office", proof: bool = True) -> str:
    file = Proof("盖章件.pdf", "application/pdf", io.BytesIO(PDF)) if proof else None
    return attach_sealed(AttachSealed(letter_id, number, file), actor=office.people[who], tools=office.tools)


@needs_poppler
def test_a_sealed_letter_is_signed_by_its_authority_and_a_changed_byte_shows(office: Office, tmp_path: Path) -> None:
    letter_id = grant(office, agreed=True)
    paper = open_letter(letter_id, actor=office.agent(), tools=office.tools)
    with paper.stream:
        content = paper.stream.read()
    path = tmp_path / "sealed.pdf"

    def checked(pdf: bytes) -> str:
        path.write_bytes(pdf)
        found = subprocess.run(["pdfsig", str(path)], capture_output=True, check=False)  # noqa: S603, S607 - our file
        return found.stdout.decode()

    told = checked(content)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert office.authority.name_zh in told
    place = content.index(b"/Producer") if b"/Producer" in content else 2000
    assert "Signature is Valid" not in checked(content[:place] + b"x" + content[place + 1 :])


def test_what_is_stamped_by_hand_waits_unserved_until_the_scan_is_attached(office: Office) -> None:
    rule(office, "letter.seal_way", "STAMP")
    letter_id = grant(office, agreed=True)
    clerk = office.people["clerk_of_office"]
    view = get_letter(letter_id, actor=clerk, tools=office.tools)
    assert (view.status, view.seal) == ("READY", "PENDING")
    assert set(notices(office, "LETTER_TO_SEAL")) == {"CLERK_OF_OFFICE"}
    assert get_serving(letter_id, actor=clerk, tools=office.tools).status is ServiceStatus.PENDING
    with pytest.raises(ConflictError, match="LETTER_NOT_SEALED"):
        attempt(office, letter_id, Way.DIRECT)
    assert letter_id in {each.id for each in list_open_letters(actor=clerk, tools=office.tools)[0]}
    assert verify_with_seal(view.code, tools=office.tools).sealed_at is None
    attach(office, letter_id, view.number.replace("〔", "[").replace("〕", "]") + " ")
    assert get_serving(letter_id, actor=clerk, tools=office.tools).status is ServiceStatus.SERVED
    found = verify_with_seal(view.code, tools=office.tools)
    assert (found.form, found.may_open, len(found.fingerprint)) == ("STAMPED", True, 64)
    with open_verified(view.code, tools=office.tools).stream as stream:
        assert stream.read() == PDF
    assert letter_id not in {each.id for each in list_open_letters(actor=clerk, tools=office.tools)[0]}
    with pytest.raises(ConflictError, match="LETTER_SEALED"):
        attach(office, letter_id, view.number)


def test_the_scan_of_another_letter_and_who_does_not_stamp_are_refused(office: Office) -> None:
    rule(office, "letter.seal_way", "STAMP")
    letter_id = grant(office, agreed=False)
    number = get_letter(letter_id, actor=office.agent(), tools=office.tools).number
    for typed, field in (("", "/number"), (number.replace("1号", "2号"), "/number")):
        with pytest.raises(InvalidError) as refused:
            attach(office, letter_id, typed)
        assert refused.value.errors[0].field == field
    with pytest.raises(InvalidError) as refused:
        attach(office, letter_id, number, proof=False)
    assert refused.value.errors[0].field == "/proof"
    bad = Proof("x.pdf", "application/pdf", io.BytesIO(b"MZ no pdf"))
    with pytest.raises(InvalidError):
        attach_sealed(AttachSealed(letter_id, number, bad), actor=office.people["clerk_of_office"], tools=office.tools)
    with pytest.raises(ForbiddenError):
        attach(office, letter_id, number, who="decider")
    with pytest.raises((NotFoundError, ForbiddenError)):
        attach(office, letter_id, number, who="applicant_b")
    with pytest.raises(NotFoundError):
        get_letter_desk(letter_id, actor=office.agent(), tools=office.tools)


def test_what_needs_no_seal_is_served_without_one(office: Office) -> None:
    rule(office, "letter.sealed_kinds", "T22_REFUSE")
    letter_id = grant(office, agreed=True)
    view = get_letter(letter_id, actor=office.agent(), tools=office.tools)
    assert view.seal == "NONE"
    status = get_serving(letter_id, actor=office.people["clerk_of_office"], tools=office.tools).status
    assert status is ServiceStatus.SERVED


def test_an_authority_without_a_certificate_stamps_by_hand_and_nothing_fails(office: Office, tmp_path: Path) -> None:
    office.tools = replace(office.tools, seals=FolderSeals(tmp_path / "none", "", trial=False, now=office.clock.now))
    letter_id = grant(office, agreed=True)
    assert get_letter(letter_id, actor=office.agent(), tools=office.tools).seal == "PENDING"
    with office.tools.database.read() as unit:
        assert unit.session.query(DueWork).filter_by(kind="letter_seal").count() == 0


def test_a_seal_that_cannot_be_used_is_said_by_name(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    FolderSeals(tmp_path, "secret", trial=True, now=lambda: now).has("ZM")
    made = FolderSeals(tmp_path, "secret", trial=True, now=lambda: now)
    with pytest.raises(RefusedError, match="SEAL_PDF"):
        made.seal(b"%PDF-1.7 no more", authority="ZM", name="局", at=now)
    assert (tmp_path / "ZM.p12").stat().st_mode & 0o077 == 0
    with pytest.raises(RefusedError, match="SEAL_UNUSABLE"):
        FolderSeals(tmp_path, "wrong", trial=False, now=lambda: now).seal(b"", authority="ZM", name="局", at=now)
    with pytest.raises(RefusedError, match="SEAL_MISSING"):
        FolderSeals(tmp_path, "", trial=False, now=lambda: now).seal(b"", authority="OTHER", name="局", at=now)
    later = now.replace(year=now.year + 30)
    with pytest.raises(RefusedError, match="SEAL_EXPIRED"):
        FolderSeals(tmp_path, "secret", trial=False, now=lambda: later).seal(b"", authority="ZM", name="局", at=now)
    with pytest.raises(RefusedError, match="SEAL_PDF"):
        sign_pdf(b"trailer <</Size 1/Root 1 0 R>> startxref 3 %%EOF", lambda _content: b"", name="局", at=now)


def test_every_number_of_a_series_is_explained(office: Office) -> None:
    letter_id = grant(office, agreed=True)
    decide(office, propose(office, letter_id, ChangeKind.REISSUE, reason="当事人名称有误"))
    office.work()
    head = office.people["section_head"]
    with office.tools.database.write() as unit:
        unit.letters.next_number(authority_id=office.authority.id, series="LETTER_T22_GRANT", year=2026)
        unit.commit()
    series = next(each for each in list_series(actor=head, tools=office.tools) if each.kind == "T22_GRANT")
    assert (series.last, series.gaps) == (3, 1)
    _series, lines = all_numbers(series.id, actor=head, tools=office.tools)
    assert [(each.sequence, each.state) for each in lines] == [(1, "REPLACED"), (2, "ISSUED"), (3, "MISSING")]
    assert (lines[0].reason, lines[0].new_number) == ("当事人名称有误", lines[1].number)
    assert lines[1].replaces == lines[0].number
    assert list_series(actor=office.agent(), tools=office.tools) == ()
    with pytest.raises(NotFoundError):
        all_numbers(series.id, actor=office.people["first_reviewer"], tools=office.tools)
