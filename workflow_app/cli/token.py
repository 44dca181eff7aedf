"""`workflow-app token`: secrets by which programs sign in."""

import click

from workflow_app.cli.endings import answer, as_json
from workflow_app.cli.opening import open_parts
from workflow_app.services.tokens import LONGEST_DAYS, SCOPES, create_token


@click.group("token")
def command() -> None:
    """Look after API tokens."""


@command.command("create")
@click.option("--user", required=True, help="Account that the token acts as.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="May be repeated; without it, all.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, LONGEST_DAYS), help="How long it lasts.")
@as_json
def create(user: str, scopes: tuple[str, ...], days: int, *, as_json: bool) -> None:
    """Create a token and print it and nothing else; it cannot be shown again."""
    token = create_token(user, scopes=scopes or SCOPES, days=days, tools=open_parts().tools)
    answer({"token": token}, as_json=as_json, text=token)
