import io
import struct
import time
import zipfile
import zlib

import pytest

from workflow_app.adapters.documents import DocumentFacts, inspect
from workflow_app.adapters.documents_names import safe_filename
from workflow_app.domain.errors import InvalidError

PDF = b"%PDF-1.7\n1 0 obj <</Type /Page>> endobj 2 0 obj <</Type/Pages>> endobj\ntrailer <<>>\n%%EOF\n"


END_OF_PNG = b"\0\0\0\0IEND\xaeB`\x82"
END_OF_JPEG = b"\xff\xda\0\x02\0\xff\xd9"


def png(width: int = 600, height: int = 800) -> bytes:
    header = struct.pack("!II", width, height) + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack("!I", 13)
        + b"IHDR"
        + header
        + struct.pack("!I", zlib.crc32(header))
        + END_OF_PNG
    )


def jpeg(width: int = 600, height: int = 800) -> bytes:
    first = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    return (
        b"\xff\xd8"
        + first
        + b"\xff\xff\xc0\x00\x0b\x08"
        + struct.pack("!HH", height, width)
        + b"\x01\x01\x11\0"
        + END_OF_JPEG
    )


def archive(*members: tuple[str, bytes], first: str = "OFD.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in ((first, b"<ofd:OFD/>"), *members):
            target.writestr(name, content)
    return out.getvalue()


def with_objects(objects: bytes, dictionary: bytes = b"<</Type/ObjStm/Filter/FlateDecode>>") -> bytes:
    packed = zlib.compress(objects)
    return PDF.replace(b"trailer", b"3 0 obj " + dictionary + b"stream\r\n" + packed + b"\nendstream endobj\ntrailer")


OFD = archive(("Doc_0/Pages/Page_0/Content.xml", b"<x/>"), ("Doc_0/Pages/Page_1/Content.xml", b"<x/>"))


def look(content: bytes, filename: str = "缴款凭证.pdf", declared: str = "application/octet-stream") -> DocumentFacts:
    return inspect(io.BytesIO(content), filename, declared)


def code(content: bytes, filename: str = "a.pdf", declared: str = "") -> str:
    with pytest.raises(InvalidError) as caught:
        look(content, filename, declared)
    assert [(error.field, error.code) for error in caught.value.errors] == [("/file", caught.value.code)]
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "filename", "media_type", "extension", "pages"),
    [
        (PDF, "缴款凭证.PDF", "application/pdf", "pdf", 1),
        (png(), "照片.png", "image/png", "png", 1),
        (jpeg(), "照片.JPG", "image/jpeg", "jpg", 1),
        (jpeg(), "照片.jpeg", "image/jpeg", "jpg", 1),
        (OFD, "发票.ofd", "application/ofd", "ofd", 2),
    ],
)
def test_what_we_take_is_known_by_its_content(
    content: bytes, filename: str, media_type: str, extension: str, pages: int
) -> None:
    assert look(content, filename) == DocumentFacts(media_type, extension, filename, pages)


def test_nothing_is_no_file() -> None:
    assert code(b"") == "FILE_EMPTY"


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"MZ\x90\0" + b"\0" * 100,
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b" " + PDF,
        b"\n%PDF-1.7\n%%EOF",
        b"GIF89a" + b"\0" * 50,
        archive(first="word/document.xml"),
    ],
)
def test_other_kinds_and_broken_files_are_refused(content: bytes) -> None:
    assert code(content) == "FILE_TYPE"


@pytest.mark.parametrize("content", [PDF.replace(b"%%EOF", b""), b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nno page\n%%EOF"])
def test_a_pdf_without_a_page_is_called_broken(content: bytes) -> None:
    assert code(content) == "FILE_BROKEN"


@pytest.mark.parametrize(("width", "height"), [(1, 1), (49, 800), (800, 49)])
def test_a_picture_that_nobody_can_read_is_refused(width: int, height: int) -> None:
    assert code(png(width, height), "a.png") == code(jpeg(width, height), "a.jpg") == "PICTURE_TOO_SMALL"


@pytest.mark.parametrize("filename", ["a.png", "a.pdf.exe", "a", "pdf", "a.pdf.", "a.pdf/.."])
def test_the_name_must_say_what_the_content_is(filename: str) -> None:
    expected = "FILE_EXTENSION"
    if filename == "a.pdf.":  # a closing dot is dropped, as Windows does
        assert look(PDF, filename).filename == "a.pdf"
        return
    assert code(PDF, filename) == expected


def test_a_declaration_of_another_kind_is_refused_and_a_vague_one_is_not() -> None:
    assert code(PDF, "a.pdf", "image/png; charset=x") == "FILE_EXTENSION"
    assert look(PDF, "a.pdf", "application/x-download").extension == "pdf"


@pytest.mark.parametrize(("width", "height"), [(20_001, 1), (1, 20_001), (15_000, 15_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(width: int, height: int) -> None:
    assert code(png(width, height), "a.png") == code(jpeg(width, height), "a.jpg") == "PICTURE_TOO_LARGE"


def test_a_picture_without_a_size_is_refused() -> None:
    assert code(png(0, 5), "a.png") == code(jpeg(5, 0), "a.jpg") == code(jpeg()[:24], "a.jpg") == "FILE_TYPE"


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S /J#61vaScript /JS(x)>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</AcroForm<</XFA 5 0 R>>>>",
        b"<</Subtype/RichMedia>>",
    ],
)
def test_a_pdf_that_can_act_is_refused_also_when_it_hides_it(action: bytes) -> None:
    assert code(PDF.replace(b"trailer", b"3 0 obj " + action + b" endobj trailer")) == "FILE_ACTIVE_CONTENT"
    assert code(with_objects(action)) == "FILE_ACTIVE_CONTENT"
    assert code(with_objects(b" " * 100_000 + action)) == "FILE_ACTIVE_CONTENT"


@pytest.mark.parametrize(
    "dictionary",
    [
        b"<</Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]>>",
        b"<</Type/ObjStm/Filter/LZWDecode>>",
        b"<</Type/ObjStm/Filter 9 0 R>>",
        b"<</Type/Obj#53tm/Filter/FlateDecode>>",
        b"<</Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12>>>>",
    ],
)
def test_a_pdf_that_cannot_be_looked_into_is_refused(dictionary: bytes) -> None:
    assert code(with_objects(b"<<>>", dictionary)) == "FILE_ACTIVE_CONTENT"


def test_ordinary_object_streams_pass_and_their_pages_count() -> None:
    assert look(with_objects(b"<</Type/Page>> <</Type /Page/Title(JavaScript /JS)>>")).pages == 3


def test_a_locked_pdf_is_refused() -> None:
    assert code(PDF.replace(b"trailer <<", b"trailer <</Encrypt 5 0 R")) == "FILE_PROTECTED"


def test_a_pdf_bomb_is_refused() -> None:
    assert code(with_objects(b"\0" * (65 * 1024 * 1024))) == "FILE_BOMB"
    assert code(PDF + b"/ObjStm " * 10_001) == "FILE_BOMB"


def test_a_pdf_whose_streams_lie_in_each_other_is_refused_before_it_costs_much() -> None:
    mark = b"9 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"
    unit, count, empty = len(mark) + 7, 300, b"\0\0\0\xff\xff"
    streams = [  # each holds those after it as they are, and then nothing, for long
        mark + b"\x78\x01\0" + struct.pack("<HH", number * unit, number * unit ^ 0xFFFF)
        for number in reversed(range(count))
    ]
    began = time.process_time()
    assert code(PDF + b"".join(streams) + empty * 1_000_000) == "FILE_BOMB"
    assert time.process_time() - began < 1


def test_an_archive_bomb_is_refused() -> None:
    assert code(archive(("Doc_0/big.xml", b"\0" * 5_000_000)), "a.ofd") == "FILE_BOMB"
    assert code(archive(*((f"{number}.xml", b"") for number in range(5_001))), "a.ofd") == "FILE_BOMB"


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x.xml", "a/../../x.xml", "C:x.xml", "a\\x.xml"])
def test_an_archive_that_leads_out_is_refused(name: str) -> None:
    assert code(archive((name, b"<x/>")), "a.ofd") == "FILE_TYPE"


def test_an_archive_with_a_program_is_refused() -> None:
    assert code(archive(("Doc_0/run.EXE", b"MZ")), "a.ofd") == "FILE_ACTIVE_CONTENT"


def test_a_locked_archive_is_refused() -> None:
    at = OFD.index(b"PK\x01\x02") + 8
    assert code(OFD[:at] + b"\x01" + OFD[at + 1 :], "a.ofd") == "FILE_PROTECTED"


def test_an_archive_that_is_no_ofd_is_refused() -> None:
    assert code(archive(first="other.xml"), "a.ofd") == "FILE_TYPE"


def test_a_cut_archive_is_refused() -> None:
    assert code(OFD[:-30], "a.ofd") == "FILE_TYPE"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("缴款凭证（第1次）.pdf", "缴款凭证（第1次）.pdf"),
        ("C:\\fakepath\\收据.pdf", "收据.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("收据\u202efdp.exe", "收据fdp.exe"),
        ("\x00\x1f.pdf", "pdf"),
        ("..", "document"),
        ("", "document"),
        ('a<b>"c|d?.pdf', "a_b__c_d_.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_names_are_made_safe_and_stay_readable(given: str, kept: str) -> None:
    assert safe_filename(given) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_filename("缴" * 300 + ".pdf")
    assert len(name) == 120
    assert name.endswith("缴.pdf")
    assert len(safe_filename("a." + "b" * 300)) <= 120


@pytest.mark.parametrize(("content", "name"), [(png(), "照片.png"), (jpeg(), "照片.jpg")], ids=["png", "jpg"])
def test_a_picture_that_broke_off_on_its_way_is_refused(content: bytes, name: str) -> None:
    end = len(END_OF_PNG if name.endswith("png") else END_OF_JPEG)
    thumbnail = b"\xff\xe1\0\x06\xff\xda\xff\xd9"  # a small picture within, which is whole
    broken = content[:2] + thumbnail + content[2:-end] if name.endswith("jpg") else content[:-end]
    with pytest.raises(InvalidError) as refused:
        inspect(io.BytesIO(broken), name, "")
    assert refused.value.errors[0].code == "FILE_BROKEN"
