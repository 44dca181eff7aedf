"""`workflow-app user`: the people who may sign in."""

import click

from workflow_app.cli.endings import answer, as_json
from workflow_app.cli.opening import open_parts
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import create_account


@click.group("user")
def command() -> None:
    """Look after accounts."""


@command.command("create")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(list(Role)), help="May be repeated.")
@click.option("--authority", help="Code of the authority the roles are held in; without it, in all.")
@click.option("--department", help="Code of the department; without --authority, of the first that has it.")
@click.option("--subject", "subjects", multiple=True, help="USCC of a subject to act for; may be repeated.")
@click.option("--legal-representative", is_flag=True, help="Acts for the subjects as their legal representative.")
@click.option("--display-name", default="", help="Name that others see; without it, the account name.")
@click.password_option(help="Asked for on the terminal when not given.")
@as_json
def create(  # noqa: PLR0913 - one parameter for each option
    name: str,
    roles: tuple[Role, ...],
    authority: str | None,
    department: str | None,
    subjects: tuple[str, ...],
    display_name: str,
    password: str,
    *,
    legal_representative: bool,
    as_json: bool,
) -> None:
    """Create the account NAME."""
    wanted = CreateAccount(
        username=name,
        name=display_name,
        password=password,
        roles=[Role(role) for role in roles],
        authority=authority,
        department=department,
        subjects=subjects,
        authorised_as="LEGAL_REPRESENTATIVE" if legal_representative else "AGENT",
    )
    account_id = create_account(wanted, tools=open_parts().tools)
    answer({"id": account_id, "username": name}, as_json=as_json, text=f"Account {name} created.")
