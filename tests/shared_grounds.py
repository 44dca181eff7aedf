"""What the installations of one test process share: data keys, and with them the ground that sandboxes stand on.

A ground takes seconds to make, and comes to the same for every installation with the same keys.
"""

import atexit
import base64
import json

from workflow_app.adapters.key_file import load_or_make_keys
from workflow_app.config import Settings
from workflow_app.parts import Parts, build
from workflow_app.services.sandbox_grounds import Grounds

DATA_KEYS = "k1:" + base64.urlsafe_b64encode(bytes(range(32))).decode()
GROUNDS = Grounds()
atexit.register(GROUNDS.close)


def build_trial(settings: Settings) -> Parts:
    """Build the parts of an installation whose folder holds the keys of all trials, unless it came with others."""
    place = settings.data_dir / "keys.json"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"secret_key": "signs the cookies of a trial only", "data_keys": DATA_KEYS}))
        place.chmod(0o600)
    shares = load_or_make_keys(place).data_keys == DATA_KEYS
    return build(settings, grounds=GROUNDS if shares else None)
