"""Bundles that are read from folders and zips: nothing outside them, nothing too large, nothing unpacked."""

import json
import zipfile
from pathlib import Path

import pytest
from small_bundles import DIAGRAM, diagram

from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.services.bundle_reading import bundle_files, read_bundle


def packed(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(ProcessRefusedError) as error:
        read_bundle(path)
    return [each.code for each in error.value.findings]


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    with (tmp_path / "bundle" / DIAGRAM).open("wb") as stream:
        stream.truncate(50_000_000)
    assert refused(tmp_path / "bundle") == ["FILE_TOO_LARGE"]
    assert refused(tmp_path / "bundle" / DIAGRAM) == ["FILE_TOO_LARGE"]


def test_a_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "a.zip", (DIAGRAM, bytes(50_000_000)))) == ["FILE_TOO_LARGE"]
    many = [(f"forms/f{number}.form.json", bytes(1_900_000)) for number in range(20)]
    assert refused(packed(tmp_path / "b.zip", *many)) == ["FILE_TOO_LARGE"]
    few = [(f"forms/f{number}.form.json", b"{}") for number in range(1000)]
    assert refused(packed(tmp_path / "c.zip", *few)) == ["TOO_MANY_FILES"]


@pytest.mark.parametrize(
    "name", ["../out.bpmn", "/etc/out.bpmn", "a/../../out", "a\\..\\out", "C:out", "a//b", "./a", "forms/ .x", "\x00a"]
)
def test_a_path_that_climbs_out_of_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "a.zip", (zipfile.ZipInfo("kept.bpmn"), b""))
    content = path.read_bytes().replace(b"kept.bpmn", name.encode().ljust(9, b"x")[:9])
    if len(name) > len("kept.bpmn"):
        path = packed(tmp_path / "b.zip", (name, b""))
    else:
        path.write_bytes(content)
    assert refused(path) in (["PATH_OUTSIDE"], ["ARCHIVE_BROKEN"])


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("letters/a.toml")
    info.external_attr = 0o120777 << 16
    assert refused(packed(tmp_path / "a.zip", (info, b"/etc/passwd"))) == ["PATH_OUTSIDE"]
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "process.toml").symlink_to("/etc/passwd")
    assert refused(tmp_path / "bundle") == ["PATH_OUTSIDE"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "forms").symlink_to("/etc")
    assert refused(tmp_path / "other") == ["PATH_OUTSIDE"]


@pytest.mark.parametrize("name", ["../secrets", "/etc", "..", "a/b", ["etc"]])
def test_a_folder_that_is_shared_lies_beside_the_bundle(tmp_path: Path, name: object) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "process.toml").write_text(f"shares = {json.dumps(name)}")
    assert refused(tmp_path / "bundle") == ["PATH_OUTSIDE"]


def test_an_archive_that_is_broken_encrypted_or_doubled_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    assert refused(tmp_path / "a.zip") == ["ARCHIVE_BROKEN"]
    whole = packed(tmp_path / "b.zip", (DIAGRAM, diagram())).read_bytes()
    (tmp_path / "b.zip").write_bytes(
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    )
    assert refused(tmp_path / "b.zip") == ["ARCHIVE_ENCRYPTED"]
    damaged = bytearray(whole)
    damaged[60:90] = bytes(30)
    (tmp_path / "c.zip").write_bytes(damaged)
    assert refused(tmp_path / "c.zip") == ["ARCHIVE_BROKEN"]
    assert refused(packed(tmp_path / "d.zip", ("process.toml", b""), ("Process.toml", b""))) == ["FILE_TWICE"]
    with (tmp_path / "e.zip").open("wb") as stream:
        stream.truncate(50_000_000)
    assert refused(tmp_path / "e.zip") == ["FILE_TOO_LARGE"]


def test_an_archive_of_a_bundle_is_read_as_its_folder(tmp_path: Path) -> None:
    files = bundle_files(Path(__file__).parents[2] / "bpmn" / "pledge_approval")
    path = packed(tmp_path / "a.zip", *files.items())
    assert read_bundle(path) == files
