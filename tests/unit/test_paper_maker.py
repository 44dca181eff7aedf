"""Photographs become pages: upright, without place and device, small and still readable."""

import io
import random
import re
import struct
import tracemalloc
import zlib
from itertools import pairwise

import pikepdf
import pytest
from photographs import heic, jpeg, png, receipt
from PIL import Image, ImageChops, ImageStat

from workflow_app.adapters.documents_paper import PhotoPaperMaker
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.paper_ports import MadeSheet, Sharpness, Sheet

MAKER = PhotoPaperMaker()
A4_POINTS = (297 / 25.4) * (210 / 25.4) * 200 * 200


def make(content: bytes, filename: str = "IMG_2041.jpg", declared: str = "", dpi: int = 200) -> MadeSheet:
    return MAKER.make_sheet(io.BytesIO(content), filename, declared, sharpness=Sharpness(dpi=dpi))


def code(content: bytes, filename: str = "a.jpg") -> str:
    with pytest.raises(InvalidError) as caught:
        make(content, filename)
    assert [each.field for each in caught.value.errors] == ["/file"]
    return caught.value.code


def drawn(made: MadeSheet) -> Image.Image:
    return Image.open(io.BytesIO(made.content))


def difference(first: Image.Image, second: Image.Image) -> float:
    """Return by how many of 255 levels two pictures differ on average."""
    return sum(ImageStat.Stat(ImageChops.difference(first.convert("L"), second.convert("L"))).mean)


def test_a_photograph_that_lies_is_turned_upright_and_says_nothing_of_place_or_camera() -> None:
    content = jpeg(receipt(), lying=True)
    assert b"PhoneMaker" in content
    page = drawn(make(content))
    assert page.width < page.height
    assert difference(page, receipt().resize(page.size)) < 3
    assert (dict(page.getexif()), b"PhoneMaker" in make(content).content, page.info.get("exif")) == ({}, False, None)


def test_what_an_iphone_photographs_in_becomes_the_same_page() -> None:
    made = make(heic(receipt()), "IMG_0007.HEIC", "image/heic")
    assert (made.media_type, made.pages, made.note["media_type"]) == ("image/jpeg", 1, "image/heic")
    assert difference(drawn(made), drawn(make(jpeg(receipt())))) < 3
    assert make(heic(receipt()), "a.heif", "image/heif").media_type == "image/jpeg"


def test_a_large_photograph_is_reduced_and_its_small_print_stays_readable() -> None:
    large = receipt(width=3600, height=4800)
    content = jpeg(large, quality=95)
    made = make(content)
    page = drawn(made)
    assert page.width * page.height <= A4_POINTS * 1.01
    assert len(made.content) < len(content) / 2
    box = tuple(round(each * page.width / 1800) for each in (190, 1545, 1040, 1605))
    least, most = page.convert("L").crop(box).getextrema()
    assert most - least > 150  # strokes of 2.6 mm print are still dark on light
    ideal = large.resize(page.size, Image.Resampling.LANCZOS).crop(box)
    assert difference(page.crop(box), ideal) < 4
    (was, became) = (made.note["was"], made.note["became"])
    assert (was, became, made.note["size"]) == ([3600, 4800], list(page.size), len(content))


def test_how_far_a_photograph_is_reduced_is_as_asked_and_a_small_one_stays_as_large_as_it_was() -> None:
    assert drawn(make(jpeg(receipt()), dpi=100)).width < drawn(make(jpeg(receipt()), dpi=150)).width
    assert drawn(make(jpeg(receipt(width=600, height=800)))).size == (600, 800)


def test_a_long_till_roll_stays_as_sharp_as_a_sheet() -> None:
    page = drawn(make(jpeg(Image.new("RGB", (1000, 6000), "white"))))
    assert page.width > 750


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "I;16", "CMYK"])
def test_every_way_of_keeping_colours_becomes_grey_or_three_colours(mode: str) -> None:
    image = Image.new(mode, (300, 400))
    made = make(jpeg(image), "a.jpg") if mode == "CMYK" else make(png(image), "a.png")
    assert drawn(made).mode in {"L", "RGB"}


def test_what_is_transparent_is_white() -> None:
    assert drawn(make(png(Image.new("RGBA", (300, 400), (0, 0, 0, 0))), "a.png")).getpixel((5, 5)) == (255, 255, 255)


def test_a_second_file_that_hides_behind_a_photograph_does_not_go_on() -> None:
    hidden = b"<script>alert(1)</script>PK\x03\x04%PDF-1.7 /JavaScript"
    made = make(jpeg(receipt()) + hidden)
    assert hidden not in MAKER.bind([Sheet(made.content, made.media_type)])


def test_the_same_file_under_other_names_is_the_same_page_and_the_same_pages_the_same_pdf() -> None:
    first, second = (make(jpeg(receipt()), name) for name in ("a.jpg", "b.jpg"))
    assert first.content == second.content
    sheets = [Sheet(first.content, "image/jpeg"), Sheet(second.content, "image/jpeg", 90)]
    assert MAKER.bind(sheets) == MAKER.bind(sheets)


def test_pages_are_bound_in_their_order_turned_as_wished_and_mixed_with_a_pdf() -> None:
    photos = [make(jpeg(receipt(number), lying=number == 2)) for number in (1, 2)]
    one = MAKER.bind([Sheet(photos[0].content, "image/jpeg")])
    whole = MAKER.bind(
        [Sheet(photos[1].content, "image/jpeg", 90), Sheet(one, "application/pdf"), Sheet(one, "application/pdf", 180)]
    )
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [90, 0, 180]
        kept = [pikepdf.PdfImage(next(iter(page.get_images().values()))).as_pil_image() for page in pdf.pages]
        assert [
            difference(each, drawn(photo)) < 1
            for each, photo in zip(kept, (photos[1], photos[0], photos[0]), strict=True)
        ] == [True] * 3
        for page in pdf.pages:
            sides = [float(each) for each in page.mediabox]
            assert sides == pytest.approx([0, 0, 595.28, 841.89])
    assert not re.search(rb"/(CreationDate|ModDate)", whole)


def test_a_pdf_that_cannot_be_taken_apart_is_called_broken() -> None:
    with pytest.raises(InvalidError) as caught:
        MAKER.bind([Sheet(b"%PDF-1.7\n1 0 obj <</Type /Page>>\n%%EOF\n", "application/pdf", 90)])
    assert caught.value.code == "FILE_BROKEN"


def test_a_page_shows_small_as_it_was_turned() -> None:
    made = make(jpeg(receipt()))
    upright, turned = (
        Image.open(io.BytesIO(MAKER.thumbnail(Sheet(made.content, "image/jpeg", turn)))) for turn in (0, 90)
    )
    assert upright.size == turned.size[::-1]
    assert max(upright.size) <= 360


def _bomb(width: int, height: int) -> bytes:
    """Return a PNG of few bytes that claims, and holds, very many points."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))

    header = struct.pack("!II", width, height) + b"\x01\0\0\0\0"
    rows = zlib.compress((b"\0" * (width // 8 + 1)) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_file_with_a_huge_picture_in_it_is_never_unpacked() -> None:
    bomb = _bomb(9_900, 9_900)
    assert len(bomb) < 50_000
    tracemalloc.start()
    assert code(bomb, "a.png") == code(_bomb(16_000, 16_000), "a.png") == "PICTURE_TOO_LARGE"
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_plain_jpeg_of_a_hundred_million_points_is_taken_and_one_that_must_be_unpacked_whole_is_not() -> None:
    huge = Image.new("L", (10_000, 9_990), 230)
    made = make(jpeg(huge, quality=30))
    assert made.note["was"] == [10_000, 9_990]
    assert code(jpeg(huge, quality=30, progressive=True)) == "PICTURE_TOO_LARGE"
    assert code(png(Image.new("LA", (5_000, 5_000))), "a.png") == "PICTURE_TOO_LARGE"


@pytest.mark.parametrize("at", [0.02, 0.3, 0.9])
def test_a_photograph_that_broke_off_is_called_broken(at: float) -> None:
    whole = jpeg(receipt())
    assert code(whole[: int(len(whole) * at)]) in {"FILE_BROKEN", "FILE_TYPE"}
    packed = heic(receipt())
    assert code(packed[: int(len(packed) * at)], "a.heic") in {"FILE_BROKEN", "FILE_TYPE"}
    bits = png(receipt(width=300, height=400))
    assert code(bits[: int(len(bits) * at)], "a.png") in {"FILE_BROKEN", "FILE_TYPE"}


@pytest.mark.parametrize(
    ("content", "filename", "expected"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "FILE_TYPE"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "a.heic", "FILE_TYPE"),
        (b"GIF89a" + b"\0" * 80, "a.jpg", "FILE_TYPE"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "a.heic", "FILE_BROKEN"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 200, "a.heic", "FILE_TYPE"),
        (b"", "a.jpg", "FILE_EMPTY"),
    ],
)
def test_what_only_calls_itself_a_photograph_is_refused(content: bytes, filename: str, expected: str) -> None:
    assert code(content, filename) == expected


def test_a_picture_of_nothing_but_grain_becomes_a_page_too() -> None:
    grain = Image.frombytes("RGB", (600, 800), random.Random(5).randbytes(600 * 800 * 3))  # noqa: S311 - grain, no secret
    page = drawn(make(png(grain), "gravel.png"))
    assert page.size == grain.size
    assert difference(page, grain) < 25


def test_a_photograph_under_the_name_of_another_kind_is_refused() -> None:
    assert code(jpeg(receipt()), "a.png") == code(heic(receipt()), "a.jpg") == "FILE_EXTENSION"


def test_noise_in_the_middle_of_a_photograph_never_ends_in_a_fault() -> None:
    for whole, filename in (
        (jpeg(receipt(width=600, height=800)), "a.jpg"),
        (heic(receipt(width=600, height=800)), "a.heic"),
        (png(receipt(width=300, height=400)), "a.png"),
    ):
        cuts = range(30, len(whole), max(1, len(whole) // 8))
        for start, _ in pairwise(cuts):
            spoilt = whole[:start] + bytes((start + each) % 256 for each in range(16)) + whole[start + 16 :]
            try:
                made = make(spoilt, filename)
            except InvalidError as refused:
                assert refused.code in {"FILE_BROKEN", "FILE_TYPE", "PICTURE_TOO_LARGE", "PICTURE_TOO_SMALL"}  # noqa: PT017 - either is right
            else:
                assert made.media_type == "image/jpeg"
