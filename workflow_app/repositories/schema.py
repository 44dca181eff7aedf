"""Whether the schema of a database is the one that this version of the program expects."""

from functools import cache

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from workflow_app.domain.resources import find
from workflow_app.repositories.database import Database

VERSIONS, SETTINGS = "alembic_version", "setting"


def is_migrated(database: Database) -> bool:
    """Tell whether the newest migration was run; raises what the database raises where it does not answer."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(VERSIONS):
            return False
        found = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalars().all()  # noqa: S608 - a constant
    return set(found) == _newest()


def has_settings(database: Database) -> bool:
    """Tell whether there is where settings are kept, be the database of this version of the program or an older one."""
    with database.engine.connect() as connection:
        return inspect(connection).has_table(SETTINGS)


@cache
def _newest() -> frozenset[str]:
    config = Config()
    config.set_main_option("script_location", str(find("migrations")))
    return frozenset(ScriptDirectory.from_config(config).get_heads())
