"""Pictures of pages that are kept, small, and what it takes for a page to count as looking the same (decision 0090)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

HALF = 2
TALLEST = 1800
"""Pixels of a page that are looked at; what is below was seen elsewhere."""
COLOURS = 64
CELL = 4
"""Pixels of the halved picture along one side of a cell, whose mean colour is compared: eight of the page."""
FAR = 28
"""By how much of 255 a channel of a cell may differ: letters are drawn a little differently on another machine."""
FEW = 12
"""As many cells may be farther off: less than a word, or the edge of a box."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The cells that are too far off, by column and row, and by how much the height differs, in pixels of the page."""

    cells: Sequence[tuple[int, int]]
    taller: int

    @property
    def is_seen(self) -> bool:
        """Tell whether somebody would see it."""
        return len(self.cells) > FEW or abs(self.taller) > CELL * HALF


def halved(picture: bytes) -> Image.Image:
    """Return the upper part of a picture at half its size."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, TALLEST)))
    return image.resize((image.width // HALF, image.height // HALF), Image.Resampling.BOX)


def keep(seen: Image.Image, path: Path) -> None:
    """Write a picture with few colours, so that a dozen of them weigh less than one photograph."""
    path.parent.mkdir(parents=True, exist_ok=True)
    seen.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)


def compare(kept: Image.Image, seen: Image.Image) -> Difference:
    """Return where two halved pictures differ, cell by cell over what both have."""
    size = min(kept.width, seen.width) // CELL, min(kept.height, seen.height) // CELL
    means = [_cells(each, size) for each in (kept, seen)]
    worst = [max(pixel) for pixel in ImageChops.difference(*means).get_flattened_data()]
    columns = size[0]
    far = [(place % columns, place // columns) for place, value in enumerate(worst) if value > FAR]
    return Difference(far, (seen.height - kept.height) * HALF)


def marked(seen: Image.Image, difference: Difference) -> Image.Image:
    """Return what was seen with a red frame round each cell that is too far off."""
    image = seen.copy()
    draw = ImageDraw.Draw(image)
    for column, row in difference.cells:
        draw.rectangle((column * CELL, row * CELL, (column + 1) * CELL, (row + 1) * CELL), outline=(220, 0, 0))
    return image


def _cells(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture with one pixel for each cell: its mean colour."""
    return image.convert("RGB").crop((0, 0, size[0] * CELL, size[1] * CELL)).resize(size, Image.Resampling.BOX)
