"""A process is written in drafts and published by two people; new cases take a version from its day on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.time import local_date
from workflow_app.services.draft_holding import hold_open
from workflow_app.services.process_confirming import confirm_draft, give_back_draft, submit_draft, take_back_draft
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import (
    DraftView,
    export_draft,
    get_draft,
    list_drafts,
    read_draft_file,
)
from workflow_app.services.process_drafting import (
    begin_draft,
    digest,
    discard_draft,
    import_draft,
    remove_file,
    save_file,
)
from workflow_app.services.process_terms import Terms
from workflow_app.services.processes import get_process
from workflow_app.services.seeding import publish_shipped_processes

KEY = "credit_repair"
DIAGRAM = f"{KEY}.bpmn"
LETTER = "letters/t22_grant.toml"
TERMS = Terms("初审改称第一次审查", "牟城管发〔2026〕12号")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    made.hire("process_admin_2", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: Office) -> Actor:
    return office.people["process_admin"]


@pytest.fixture
def other(office: Office) -> Actor:
    return office.people["process_admin_2"]


@pytest.fixture
def draft_id(office: Office, writer: Actor) -> str:
    return begin_draft(KEY, "第一次审查", actor=writer, tools=office.tools)


def shown(office: Office, draft_id: str, actor: Actor) -> DraftView:
    return get_draft(draft_id, actor=actor, tools=office.tools).draft


def save(office: Office, draft_id: str, path: str, old: str, new: str, actor: Actor) -> str:
    before = read_draft_file(draft_id, path, actor=actor, tools=office.tools)
    text = before.decode()
    assert old in text
    changed = text.replace(old, new).encode()
    return save_file(draft_id, path, changed, seen=digest(before), actor=actor, tools=office.tools)


def submit(office: Office, draft_id: str, actor: Actor, terms: Terms = TERMS) -> None:
    seen = shown(office, draft_id, actor).revision
    submit_draft(draft_id, terms, seen=seen, actor=actor, tools=office.tools)


def confirm(office: Office, draft_id: str, actor: Actor) -> int:
    return confirm_draft(draft_id, seen=shown(office, draft_id, actor).revision, actor=actor, tools=office.tools)


def current(office: Office) -> int:
    return get_process(KEY, tools=office.tools).current_version


def test_what_one_writes_another_one_confirms(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    submit(office, draft_id, writer)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        confirm(office, draft_id, writer)
    assert confirm(office, draft_id, other) == 2
    process = get_process(KEY, tools=office.tools)
    assert process.current_version == 2
    newest = process.versions[0]
    assert (newest.note, newest.basis, newest.publisher, newest.approver) == (
        *(TERMS.note, TERMS.basis),
        *("process_admin", "process_admin_2"),
    )
    assert shown(office, draft_id, writer).status is DraftStatus.PUBLISHED


def test_a_version_is_in_effect_from_its_day_on(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    day = local_date(office.clock.now()) + timedelta(days=3)
    submit(office, draft_id, writer, Terms("三天以后", effective_on=day))
    confirm(office, draft_id, other)
    assert current(office) == 1
    office.clock.instant += timedelta(days=3)
    assert current(office) == 2


def test_who_wrote_in_a_draft_does_not_confirm_it(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', other)
    with pytest.raises(ConflictError, match="NOBODY_LEFT"):
        submit(office, draft_id, writer)
    office.hire("process_admin_3", Role.PROCESS_ADMIN)
    submit(office, draft_id, writer)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        confirm(office, draft_id, other)


def test_two_who_write_in_two_files_lose_nothing(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    diagram = read_draft_file(draft_id, DIAGRAM, actor=writer, tools=office.tools)
    save(office, draft_id, LETTER, "title =", "# 新\ntitle =", other)
    changed = diagram.replace("初审".encode(), "第一次审查".encode())
    save_file(draft_id, DIAGRAM, changed, seen=digest(diagram), actor=writer, tools=office.tools)
    assert b"\xe6\x96\xb0" in read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools)


def test_who_writes_on_what_is_gone_is_told(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    seen = digest(read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools))
    theirs = save(office, draft_id, LETTER, "title =", "# 新\ntitle =", other)
    with pytest.raises(ConflictError, match="STALE") as stale:
        save_file(draft_id, LETTER, b"kind = 'X'", seen=seen, actor=writer, tools=office.tools)
    assert stale.value.values["current"] == theirs
    assert digest(read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools)) == theirs


def test_saving_the_same_twice_changes_nothing(office: Office, draft_id: str, writer: Actor) -> None:
    before = read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools)
    for _ in range(2):
        save_file(draft_id, LETTER, before + b"\n", seen=digest(before), actor=writer, tools=office.tools)
    assert shown(office, draft_id, writer).revision == 2


@pytest.mark.parametrize(
    "path",
    ["../evil.bpmn", "forms/../x.form.json", "/etc/passwd", "forms/x.exe", "x.bpmn\0", "tests/a/b.json", "A.bpmn"],
)
def test_a_file_has_its_place(office: Office, draft_id: str, writer: Actor, path: str) -> None:
    with pytest.raises(RefusedError, match="BUNDLE_PATH"):
        save_file(draft_id, path, b"", seen="", actor=writer, tools=office.tools)


def test_too_much_is_refused_before_it_is_kept(office: Office, draft_id: str, writer: Actor) -> None:
    with pytest.raises(RefusedError, match="BUNDLE_FILE_SIZE"):
        save_file(draft_id, "big.dmn", b" " * (2 * 2**20 + 1), seen="", actor=writer, tools=office.tools)
    many = {f"forms/f{number}.form.json": b"{}" for number in range(201)}
    with pytest.raises(RefusedError, match="BUNDLE_FILES"):
        import_draft("many_forms", "太多", many, actor=writer, tools=office.tools)
    large = {f"forms/f{number}.form.json": b" " * 2**20 for number in range(9)}
    with pytest.raises(RefusedError, match="BUNDLE_SIZE"):
        import_draft("large_forms", "太大", large, actor=writer, tools=office.tools)


def test_what_cannot_run_is_not_submitted(office: Office, draft_id: str, writer: Actor) -> None:
    save(office, draft_id, DIAGRAM, 'targetRef="review_second"', 'targetRef="nowhere"', writer)
    found = check_draft(draft_id, actor=writer, tools=office.tools).errors
    assert found
    with pytest.raises(ProcessRefusedError) as refused:
        submit(office, draft_id, writer)
    assert refused.value.findings == found
    assert shown(office, draft_id, writer).status is DraftStatus.OPEN


@pytest.mark.parametrize("content", [b"", b"<", b"\xff\xfe", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_broken_diagram_is_kept_and_told(office: Office, draft_id: str, writer: Actor, content: bytes) -> None:
    seen = digest(read_draft_file(draft_id, DIAGRAM, actor=writer, tools=office.tools))
    save_file(draft_id, DIAGRAM, content, seen=seen, actor=writer, tools=office.tools)
    assert check_draft(draft_id, actor=writer, tools=office.tools).errors


@pytest.mark.parametrize("path", ["process.toml", LETTER, "forms/decision.form.json"])
@pytest.mark.parametrize("content", [b"", b"\xff", b"[", b"{}", b"a = 1"])
def test_any_broken_file_is_told(office: Office, draft_id: str, writer: Actor, path: str, content: bytes) -> None:
    seen = digest(read_draft_file(draft_id, path, actor=writer, tools=office.tools))
    save_file(draft_id, path, content, seen=seen, actor=writer, tools=office.tools)
    assert check_draft(draft_id, actor=writer, tools=office.tools).errors


def test_a_needed_file_stays(office: Office, draft_id: str, writer: Actor) -> None:
    for path in ("process.toml", DIAGRAM):
        with pytest.raises(ConflictError, match="FILE_NEEDED"):
            remove_file(draft_id, path, seen="", actor=writer, tools=office.tools)
    seen = digest(read_draft_file(draft_id, LETTER, actor=writer, tools=office.tools))
    remove_file(draft_id, LETTER, seen=seen, actor=writer, tools=office.tools)
    page = get_draft(draft_id, actor=writer, tools=office.tools)
    assert page.gone == (LETTER,)


def test_a_draft_given_back_goes_on(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    submit(office, draft_id, writer)
    seen = shown(office, draft_id, other).revision
    with pytest.raises(InvalidError):
        give_back_draft(draft_id, " ", seen=seen, actor=other, tools=office.tools)
    give_back_draft(draft_id, "请说明依据", seen=seen, actor=other, tools=office.tools)
    assert shown(office, draft_id, writer).decision_note == "请说明依据"
    submit(office, draft_id, writer)
    take_back_draft(draft_id, actor=writer, tools=office.tools)
    with pytest.raises(ConflictError, match="DRAFT_NOT_WAITING"):
        confirm(office, draft_id, other)


def test_what_was_changed_after_a_look_is_not_confirmed(
    office: Office, draft_id: str, writer: Actor, other: Actor
) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    submit(office, draft_id, writer)
    looked_at = shown(office, draft_id, other).revision
    take_back_draft(draft_id, actor=writer, tools=office.tools)
    save(office, draft_id, DIAGRAM, 'name="复审"', 'name="第二次审查"', writer)
    submit(office, draft_id, writer)
    with pytest.raises(ConflictError, match="STALE"):
        confirm_draft(draft_id, seen=looked_at, actor=other, tools=office.tools)


def test_a_draft_from_an_older_version_is_not_submitted(
    office: Office, draft_id: str, writer: Actor, other: Actor
) -> None:
    late = begin_draft(KEY, "另一件", actor=other, tools=office.tools)
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    submit(office, draft_id, writer)
    confirm(office, draft_id, other)
    save(office, late, DIAGRAM, 'name="复审"', 'name="第二次审查"', other)
    with pytest.raises(ConflictError, match="DRAFT_BEHIND"):
        submit(office, late, other)


def test_a_draft_that_changes_nothing_is_not_submitted(office: Office, draft_id: str, writer: Actor) -> None:
    with pytest.raises(ConflictError, match="DRAFT_SAME"):
        submit(office, draft_id, writer)
    with pytest.raises(InvalidError):
        submit(office, draft_id, writer, Terms(" "))
    yesterday = local_date(office.clock.now()) - timedelta(days=1)
    with pytest.raises(InvalidError):
        submit(office, draft_id, writer, Terms("昨天", effective_on=yesterday))


def test_a_discarded_draft_is_never_changed(office: Office, draft_id: str, writer: Actor) -> None:
    discard_draft(draft_id, actor=writer, tools=office.tools)
    assert list_drafts(actor=writer, tools=office.tools) == ()
    with pytest.raises(ConflictError, match="DRAFT_CLOSED"):
        save_file(draft_id, LETTER, b"", seen="", actor=writer, tools=office.tools)


def test_only_process_administrators_read_and_write(office: Office, draft_id: str) -> None:
    decider = office.people["decider"]
    for act in (get_draft, export_draft, check_draft, hold_open, discard_draft):
        with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
            act(draft_id, actor=decider, tools=office.tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        begin_draft(KEY, "x", actor=decider, tools=office.tools)
    with pytest.raises(NotFoundError):
        get_draft("nothing", actor=office.people["process_admin"], tools=office.tools)


def test_who_else_has_it_open_is_told(office: Office, draft_id: str, writer: Actor, other: Actor) -> None:
    assert hold_open(draft_id, actor=writer, tools=office.tools) == ""
    assert hold_open(draft_id, actor=other, tools=office.tools) == "process_admin"
    assert shown(office, draft_id, other).open_with == "process_admin"
    assert shown(office, draft_id, writer).open_with == ""


def test_what_the_product_brings_displaces_nothing_of_the_office(
    office: Office, draft_id: str, writer: Actor, other: Actor
) -> None:
    save(office, draft_id, DIAGRAM, 'name="初审"', 'name="第一次审查"', writer)
    submit(office, draft_id, writer)
    ours = confirm(office, draft_id, other)
    with office.tools.database.write() as unit:
        unit.settings.set(f"shipped_process:{KEY}", {"content_hash": "as it was in the product before"})
        unit.commit()
    for _ in range(2):
        publish_shipped_processes(office.tools)
    assert current(office) == ours
    (left,) = list_drafts(actor=writer, tools=office.tools)
    assert (left.key, left.base_version, left.editor) == (KEY, ours, "service")
    submit(office, left.id, writer)
    assert confirm(office, left.id, other) == ours + 1
