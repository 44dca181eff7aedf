"""How a command ends: one document or line on stdout, messages on stderr, and the exit code."""

import json
import sys
from collections.abc import Mapping, Sequence
from enum import IntEnum

import click

from workflow_app.config import SettingsError
from workflow_app.domain.errors import BusyError, DomainError, InvalidError, LimitedError


class Ending(IntEnum):
    """What the exit code says."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    REFUSED = 3
    UNAVAILABLE = 4


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")


def answer(document: Mapping[str, object], *, as_json: bool, text: str = "") -> None:
    """Print the answer of a command: the document, or the text that says the same to a person."""
    said = json.dumps(document, ensure_ascii=False, default=str) if as_json else text
    if said:
        click.echo(said)


def say(message: str) -> None:
    """Tell the person something that is not the answer."""
    click.echo(message, err=True)


def run_to_exit_code(program: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; what is foreseen is one line, what is not shows its trace."""
    try:
        ended = program.main(list(arguments), prog_name="workflow-app", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return Ending.FINDINGS
    except (BusyError, LimitedError, OSError) as error:
        say(f"not available: {error}")
        return Ending.UNAVAILABLE
    except (SettingsError, DomainError) as error:
        say(f"refused: {_told(error)}")
        return Ending.REFUSED
    sys.stdout.flush()
    return ended if isinstance(ended, int) else Ending.DONE


def _told(error: SettingsError | DomainError) -> str:
    """Name the code and the values of a refusal; below the web there are no sentences."""
    if isinstance(error, SettingsError):
        return str(error)
    values = [f"{name}={value}" for name, value in error.values.items()]
    fields = [f"{each.field} {each.code}" for each in error.errors] if isinstance(error, InvalidError) else []
    return " ".join([error.code, *values, *fields])
