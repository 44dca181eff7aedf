"""`workflow-app token`: secrets by which programs sign in."""

from dataclasses import asdict
from uuid import UUID

import click

from workflow_app.cli.endings import answer, as_json
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.services.tokens import (
    LONGEST_DAYS,
    SCOPES,
    TokenView,
    create_token,
    list_tokens,
    revoke_token,
    revoke_tokens,
)


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
    token = create_token(user, scopes=scopes or SCOPES, days=days, tools=open_set_up_parts().tools)
    answer({"token": token}, as_json=as_json, text=token)


@command.command("list")
@click.option("--user", help="Only those of this account.")
@as_json
def list_live(user: str | None, *, as_json: bool) -> None:
    """List the tokens that live: id, account, scopes and the instant of expiry, never the secret."""
    found = list_tokens(user, tools=open_set_up_parts().tools)
    lines = [f"{each.id}  {each.username}  {','.join(each.scopes)}  {each.expires_at.isoformat()}" for each in found]
    answer({"items": [_document(each) for each in found]}, as_json=as_json, text="\n".join(lines) or "No live tokens.")


@command.command("revoke")
@click.argument("token_id", metavar="[ID]", type=click.UUID, required=False)
@click.option("--user", help="Revoke every token of this account.")
@as_json
def revoke(token_id: UUID | None, user: str | None, *, as_json: bool) -> None:
    """Revoke the token ID, which `token list` names, or every token of an account; at once and for good."""
    if (token_id is None) == (user is None):
        raise click.UsageError("Name either the ID of one token or --user.")
    tools = open_set_up_parts().tools
    if user is not None:
        ended = revoke_tokens(user, tools=tools)
    else:
        revoke_token(str(token_id), tools=tools)
        ended = 1
    answer({"revoked": ended}, as_json=as_json, text=f"{ended} tokens revoked.")


def _document(token: TokenView) -> dict[str, object]:
    """Return a token for JSON, its instants written as everywhere in the interface."""
    return asdict(token) | {"created_at": token.created_at.isoformat(), "expires_at": token.expires_at.isoformat()}
