"""`workflow-app`: each command is a module of this package, loaded when it is called."""

import gc
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import cast

import click

from workflow_app.cli.endings import run_to_exit_code

# Each module has a `command`; those of one noun are a group.
COMMANDS = {
    "init": "init",
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "run-due": "run_due",
    "import-records": "import_records",
    "export-ledger": "export_ledger",
    "process": "process",
    "user": "user",
    "token": "token",
    "audit": "audit",
    "backup": "backup",
    "restore": "restore",
}


class Commands(click.Group):
    """The commands that this version has."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names in the order of the table."""
        del ctx
        return [name for name, module in COMMANDS.items() if find_spec(f"{__package__}.{module}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{__package__}.{COMMANDS[cmd_name]}")
        return cast("click.Command", module.command)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="workflow-app")
def program() -> None:
    """Run and look after 信诺办 Xinnuo.

    Ends with 0 done, 1 done with findings, 2 wrong usage, 3 refused by a rule, 4 not available.
    """


def main() -> None:
    """Run the command that the arguments name and end with its code."""
    gc.set_threshold(50_000, 20, 20)  # what a start loads stays: to look through it each time is a tenth of it
    sys.exit(run_to_exit_code(program, sys.argv[1:]))


if __name__ == "__main__":
    main()
