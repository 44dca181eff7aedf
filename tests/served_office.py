"""An office behind an address, for a real browser: its people log in with one password."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from office import Office
from office_pages import pages_of
from sqlalchemy import update
from story_steps import PASSWORD
from werkzeug.serving import make_server

from workflow_app.models import Account
from workflow_app.repositories.engine import migrate
from workflow_app.services.passwords import hash_password

Kind = TypeVar("Kind", bound=Office)


@dataclass
class Served(Generic[Kind]):
    """An office and its address."""

    office: Kind
    address: str


def database_in(folder: Path) -> str:
    """Return the address of a new database in a folder."""
    url = f"sqlite:///{folder}/workflow_app.sqlite3"
    migrate(url)
    return url


@contextmanager
def served(office: Kind) -> Iterator[Served[Kind]]:
    """Serve an office as long as it is needed, and close it then."""
    with office.tools.database.write() as unit:
        unit.session.execute(update(Account).values(password_hash=hash_password(PASSWORD)))
        unit.commit()
    server = make_server("127.0.0.1", 0, pages_of(office).app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(office, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    office.close()
