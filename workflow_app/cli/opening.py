"""What every command that touches data begins with."""

import os

import click

from workflow_app.adapters.logs import configure_logs
from workflow_app.cli.endings import Ending
from workflow_app.config import Settings, from_env
from workflow_app.parts import Parts, build
from workflow_app.repositories.schema import is_migrated


class NotSetUpError(click.ClickException):
    """The database has no tables yet, or those of another version."""

    exit_code = Ending.UNAVAILABLE

    def format_message(self) -> str:
        """Say what to do."""
        return "The database is not set up for this version of the program; run `workflow-app init` first."


def open_settings() -> Settings:
    """Return the settings of this installation; raises SettingsError."""
    return from_env(os.environ)


def open_parts(settings: Settings | None = None) -> Parts:
    """Build the parts of this installation, with messages of libraries as log lines on stderr."""
    configure_logs()
    return build(settings or open_settings())


def open_set_up_parts() -> Parts:
    """Build the parts of an installation that was set up; raises NotSetUpError."""
    parts = open_parts()
    if not is_migrated(parts.tools.database):
        parts.close()
        raise NotSetUpError("")
    return parts
