"""What every command that touches data begins with."""

import os

from workflow_app.adapters.logs import configure_logs
from workflow_app.config import Settings, from_env
from workflow_app.parts import Parts, build


def open_settings() -> Settings:
    """Return the settings of this installation; raises SettingsError."""
    return from_env(os.environ)


def open_parts(settings: Settings | None = None) -> Parts:
    """Build the parts of this installation, with messages of libraries as log lines on stderr."""
    configure_logs()
    return build(settings or open_settings())
