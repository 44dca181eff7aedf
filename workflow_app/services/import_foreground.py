"""Seeing an import to its end where somebody waits for it: a command, a measurement."""

import time
from collections.abc import Callable

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import BusyError
from workflow_app.services.background import new_owner, run_once
from workflow_app.services.import_queue import KIND, start_next
from workflow_app.services.import_steps import IMPORT_CHUNK
from workflow_app.services.imports import ImportView, get_import, import_records
from workflow_app.services.tools import Tools

LOOK_SECONDS = 0.1


def import_to_end(
    command: ImportRecords, *, actor: Actor, tools: Tools, tell: Callable[[ImportView], None] = lambda _: None
) -> ImportView:
    """Import a file and return when all its rows were looked at; `tell` hears of every step.

    Imports that wait are worked off first, and what another process has in hand is waited for. Raises what importing
    raises, and BusyError IMPORT_STOPPED where a fault has stopped it: an incident says more.
    """
    owner, view = new_owner(), import_records(command, actor=actor, tools=tools)
    while not view.is_finished:
        if not run_once(tools, owner=owner, kinds={KIND: IMPORT_CHUNK}):
            _start_waiting(tools)
            time.sleep(LOOK_SECONDS)
        view = get_import(view.id, actor=actor, tools=tools)
        if view.is_stuck:
            raise BusyError("IMPORT_STOPPED", passed=view.passed, rows=view.rows)
        tell(view)
    return view


def _start_waiting(tools: Tools) -> None:
    """Begin what waits behind an import that a fault has stopped."""
    with tools.database.write() as work:
        work.imports.take_turn()
        start_next(work, now=tools.clock.now())
        work.commit()
