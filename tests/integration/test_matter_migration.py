"""Matters that were rows become first editions, and rows again where the step is taken back; on both databases."""

from datetime import UTC, datetime

from sqlalchemy import Connection, MetaData, Table, insert, select

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.matters import MatterContent, Way
from workflow_app.domain.plain_json import read
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.engine import connect, migrate, outside_transactions

HERE = "0046_edit_matters"
OLD = {
    "code": "EIA",
    "name_zh": "环评",
    "name_en": "Assessment",
    "field": "ECOLOGY",
    "is_instant": False,
    "pledge_whitelisted": True,
    "da_whitelisted": False,
    "legal_basis": "国办发〔2020〕42号",
    "promised_wd": 30,
}
AT_ONCE = {**OLD, "code": "ROAD", "field": None, "is_instant": True, "pledge_whitelisted": False, "promised_wd": 1}


def old_rows(connection: Connection) -> list[dict[str, object]]:
    table = Table("matter", MetaData(), autoload_with=connection)
    found = connection.execute(select(table).order_by(table.c.code)).mappings()
    return [{name: row[name] for name in OLD} for row in found]


def add_old(connection: Connection, *rows: dict[str, object]) -> None:
    known = MetaData()
    known.reflect(connection, only=["account", "authority", "matter"])
    tables = known.tables
    numbers = {"audit_length": 0, "calendar_version": 1, "parameter_version": 1}
    texts = {each.name: "x" for each in tables["authority"].c if not each.nullable}
    authority = {**texts, **numbers, "id": new_id().replace("-", "")}
    connection.execute(insert(tables["authority"]).values(**authority))
    service = {"id": SERVICE.id.replace("-", ""), "username": "service", "name": "service", "password_hash": "!"}
    more = {"failed_logins": 0, "disabled": True, "created_at": datetime(2026, 1, 1, tzinfo=UTC)}
    connection.execute(insert(tables["account"]).values(**service, **more))
    for row in rows:
        own = {"id": new_id().replace("-", ""), "authority_id": authority["id"]}
        connection.execute(insert(tables["matter"]).values(**own, **row))


def test_what_a_row_said_is_its_first_edition_and_goes_back(empty_database_url: str) -> None:
    migrate(empty_database_url, revision=HERE)
    migrate(empty_database_url, revision="-1")
    engine = connect(empty_database_url)
    with outside_transactions(engine).connect() as connection:
        add_old(connection, OLD, AT_ONCE)
    migrate(empty_database_url, revision=HERE)
    with outside_transactions(engine).connect() as connection:
        rows = connection.execute(
            select(MatterEdition.content, MatterEdition.status, MatterEdition.number)
            .join(Matter, Matter.id == MatterEdition.matter_id)
            .order_by(Matter.code)
        ).all()
        assert [(row.status, row.number) for row in rows] == [("CONFIRMED", 1)] * 2
        eia, road = (read(MatterContent, row.content) for row in rows)
        assert (eia.name.zh, eia.field, eia.promised_wd, eia.statutory_wd) == ("环评", "ECOLOGY", 30, 30)
        assert (eia.pledge.whitelisted, eia.pledge.basis) == (True, OLD["legal_basis"])
        assert (eia.deferral.whitelisted, eia.deferral.basis) == (False, "")
        assert (road.is_instant, road.ways) == (True, (Way.ORDINARY, Way.PLEDGE))
    migrate(empty_database_url, revision="-1")
    with outside_transactions(engine).connect() as connection:
        assert old_rows(connection) == [OLD, AT_ONCE]
    engine.dispose()
    migrate(empty_database_url, revision=HERE)
