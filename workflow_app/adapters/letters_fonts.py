"""Fonts for letters: only from given folders, never from the machine, so that a letter looks the same everywhere."""

from collections.abc import Sequence
from pathlib import Path

import typst

from workflow_app.domain.errors import RefusedError


def load_fonts(folders: Sequence[Path], family: str) -> tuple[typst.Fonts, tuple[str, ...]]:
    """Return the fonts and their families, `family` first; raises RefusedError LETTER_FONT where it is missing."""
    there = [str(folder) for folder in folders if folder.is_dir()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)
    families = fonts.families()
    if family not in families:
        raise RefusedError("LETTER_FONT", detail=family)
    return fonts, (family, *sorted(name for name in families if name != family))
