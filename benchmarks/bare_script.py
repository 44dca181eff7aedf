"""The bare parts for comparison: Flask, SQLAlchemy and SpiffWorkflow, nothing else that a service has.

Load with the library's own serializer, run, save, commit. No people, rights, forms, audit, clocks or task rows. The
address of the SQLite file comes in BARE_DATABASE. It takes the same two paths as the service, and may take the values
of the form with the opening.
"""

import os
import uuid
from pathlib import Path
from typing import Any

from flask import Flask, request
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import Engine, LargeBinary, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

DIAGRAM = Path(__file__).with_name("two_step_approval.bpmn")


class Base(DeclarativeBase):
    """The bare tables."""


class BareCase(Base):
    """A case and nothing beside it."""

    __tablename__ = "bare_case"
    id: Mapped[str] = mapped_column(primary_key=True)
    ended: Mapped[bool]
    state: Mapped[bytes] = mapped_column(LargeBinary)


class BareEngine:
    """The library as its documentation uses it."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_file(str(DIAGRAM))
        self._spec = parser.get_spec("two_step_approval")
        self._serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def start(self) -> BpmnWorkflow:
        """Return a case at its first wait."""
        case = BpmnWorkflow(self._spec)
        case.do_engine_steps()
        return case

    def complete(self, case: BpmnWorkflow, values: dict[str, Any]) -> None:
        """Complete the one open task."""
        (task,) = case.get_tasks(state=TaskState.READY, manual=True)
        task.data.update(values)
        task.run()
        case.do_engine_steps()

    def save(self, case: BpmnWorkflow) -> bytes:
        """Return the state as the library writes it."""
        return self._serializer.serialize_json(case).encode()

    def load(self, state: bytes) -> BpmnWorkflow:
        """Return a case from its state."""
        return self._serializer.deserialize_json(state.decode())


def open_database(url: str) -> Engine:
    """Return the database, with the manners that the service gives SQLite."""
    engine = create_engine(url, connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _entry: object) -> None:  # noqa: ANN401 - sqlite3's
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401 - sqlalchemy's
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def prepare(url: str) -> None:
    """Make the tables before the workers start: two that change the same new file at once would refuse each other."""
    database = open_database(url)
    Base.metadata.create_all(database)
    database.dispose()


def make() -> Flask:
    """Return the bare application."""
    app, bare, database = Flask(__name__), BareEngine(), open_database(os.environ["BARE_DATABASE"])

    @app.post("/api/v1/cases")
    def open_case() -> tuple[dict[str, object], int]:
        case = bare.start()
        if values := request.get_json().get("form"):
            bare.complete(case, values)
        with Session(database) as session, session.begin():
            row = BareCase(id=str(uuid.uuid4()), ended=False, state=bare.save(case))
            session.add(row)
            answer = _shown(row.id, ended=False)
        return answer, 201

    @app.post("/api/v1/tasks/<case_id>/complete")
    def complete_task(case_id: str) -> dict[str, object]:
        with Session(database) as session, session.begin():
            row = session.get_one(BareCase, case_id)
            case = bare.load(row.state)
            bare.complete(case, request.get_json()["values"])
            row.state, row.ended = bare.save(case), case.is_completed()
            return _shown(row.id, ended=row.ended)

    return app


def _shown(case_id: str, *, ended: bool) -> dict[str, object]:
    return {"id": case_id, "status": "ENDED" if ended else "RUNNING", "tasks": [] if ended else [{"id": case_id}]}
