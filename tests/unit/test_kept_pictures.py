"""What counts as the same page: letters drawn a little differently do, a box that moved or changed does not."""

import io
import random
from pathlib import Path

import pytest
from kept_pictures import compare, halved, keep
from PIL import Image, ImageDraw, ImageFilter


def _page(*, button: str = "#1a56a8", down: int = 0, height: int = 800) -> Image.Image:
    """Draw something like a page: lines of small marks, a card, a button."""
    image = Image.new("RGB", (1280, height), "#f3f5f8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 1180, 600), fill="white", outline="#dde3ea")
    dice = random.Random(1)  # noqa: S311 - the same marks in every run
    for line in range(20):
        for place in range(120, 1000, 9):
            if dice.random() < 0.8:
                draw.line((place, 130 + 20 * line + down, place + 5, 140 + 20 * line + down), fill="#1d2733", width=3)
    draw.rectangle((1000, 620, 1160, 660), fill=button)
    return image


def _seen(image: Image.Image) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "PNG")
    return halved(file.getvalue())


@pytest.fixture
def kept(tmp_path: Path) -> Image.Image:
    keep(_seen(_page()), tmp_path / "page.png")
    return Image.open(tmp_path / "page.png")


def test_letters_drawn_a_little_softer_are_the_same_page(kept: Image.Image) -> None:
    assert not compare(kept, _seen(_page().filter(ImageFilter.GaussianBlur(0.6)))).is_seen


def test_a_button_in_another_colour_is_seen(kept: Image.Image) -> None:
    assert compare(kept, _seen(_page(button="#17693c"))).is_seen


def test_text_that_moved_by_half_a_line_is_seen(kept: Image.Image) -> None:
    assert compare(kept, _seen(_page(down=10))).is_seen


def test_a_page_that_grew_is_seen(kept: Image.Image) -> None:
    assert compare(kept, _seen(_page(height=840))).is_seen
