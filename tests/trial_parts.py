"""What the installations of one test process share, as the cases of one service do, because making it takes seconds.

The ground of sandboxes comes to the same for every installation with the same data keys, a process version for the same
content, and a letter for the same data. `Office.forget_compiled` compiles afresh where that is what is tested.
"""

import atexit
import base64
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from workflow_app.adapters.key_file import load_or_make_keys
from workflow_app.config import Settings
from workflow_app.domain.ports import LetterRenderer
from workflow_app.parts import Parts, build, open_letters, with_sandboxes
from workflow_app.services.loaded import LoadedProcesses
from workflow_app.services.sandbox_grounds import Grounds

DATA_KEYS = "k1:" + base64.urlsafe_b64encode(bytes(range(32))).decode()
GROUNDS = Grounds()
PROCESSES = LoadedProcesses()
atexit.register(GROUNDS.close)


def build_trial(settings: Settings) -> Parts:
    """Build the parts of an installation whose folder holds the keys of all trials, unless it came with others."""
    place = settings.data_dir / "keys.json"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"secret_key": "signs the cookies of a trial only", "data_keys": DATA_KEYS}))
        place.chmod(0o600)
    shares = load_or_make_keys(place).data_keys == DATA_KEYS
    parts = with_sandboxes(build(settings), GROUNDS) if shares else build(settings)
    letters = _letters(settings.letter_fonts, settings.letter_family)
    return replace(parts, tools=replace(parts.tools, processes=PROCESSES, letters=letters))


@cache
def _letters(fonts: Path | None, family: str) -> LetterRenderer:
    """Keep compilers warm: the fonts alone take a tenth of a second."""
    return open_letters(fonts, family)
