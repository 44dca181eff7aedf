"""`workflow-app user`: the people who may sign in."""

import secrets

import click

from workflow_app.cli.endings import answer, as_json
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.access import change_password, disable_account, enable_account, end_authorisation
from workflow_app.services.accounts import create_account
from workflow_app.services.one_time_links import make_link
from workflow_app.services.second_factors import reset_factor


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
@click.option("--password", help="Asked for on the terminal when not given.")
@click.option("--setup-link", is_flag=True, help="Print a link for one use, with which NAME sets the password.")
@as_json
def create(  # noqa: PLR0913 - one parameter for each option
    name: str,
    roles: tuple[Role, ...],
    authority: str | None,
    department: str | None,
    subjects: tuple[str, ...],
    display_name: str,
    password: str | None,
    *,
    legal_representative: bool,
    setup_link: bool,
    as_json: bool,
) -> None:
    """Create the account NAME."""
    if setup_link:
        password = secrets.token_urlsafe(32)
    elif password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
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
    tools = open_set_up_parts().tools
    account_id = create_account(wanted, tools=tools)
    document = {"id": account_id, "username": name}
    if not setup_link:
        answer(document, as_json=as_json, text=f"Account {name} created.")
        return
    made = make_link(name, by=None, tools=tools)
    answer({**document, "link": made.url}, as_json=as_json, text=f"Account {name} created. Once: {made.url}")


@command.command("link")
@click.argument("name")
@as_json
def link(name: str, *, as_json: bool) -> None:
    """Print a link for one use, with which NAME sets another password; links before it end."""
    made = make_link(name, by=None, tools=open_set_up_parts().tools)
    answer({"username": name, "link": made.url}, as_json=as_json, text=made.url)


@command.command("reset-second-step")
@click.argument("name")
@as_json
def reset_second_step(name: str, *, as_json: bool) -> None:
    """Forget the authenticator of NAME, who lost it: the password alone lets in again; sessions end."""
    reset_factor(name, by=None, tools=open_set_up_parts().tools)
    answer({"username": name}, as_json=as_json, text=f"Second step of {name} reset.")


@command.command("disable")
@click.argument("name")
@as_json
def disable(name: str, *, as_json: bool) -> None:
    """Keep the account NAME out: end its sessions, revoke its tokens, give its claimed tasks back."""
    ended = disable_account(name, tools=open_set_up_parts().tools)
    document = {"username": name, "sessions": ended.sessions, "tokens": ended.tokens, "tasks": ended.claims}
    text = f"Account {name} disabled; ended: {ended.sessions} sessions, {ended.tokens} tokens, {ended.claims} claims."
    answer(document, as_json=as_json, text=text)


@command.command("enable")
@click.argument("name")
@as_json
def enable(name: str, *, as_json: bool) -> None:
    """Let the account NAME sign in again; tokens that were revoked stay so."""
    enable_account(name, tools=open_set_up_parts().tools)
    answer({"username": name}, as_json=as_json, text=f"Account {name} enabled.")


@command.command("password")
@click.argument("name")
@click.password_option(help="Asked for on the terminal when not given.")
@as_json
def password(name: str, password: str, *, as_json: bool) -> None:
    """Give the account NAME another password, end its sessions and lift a lock; its tokens last."""
    ended = change_password(name, password, tools=open_set_up_parts().tools)
    text = f"Password of {name} changed; ended: {ended.sessions} sessions."
    answer({"username": name, "sessions": ended.sessions}, as_json=as_json, text=text)


@command.command("end-authorisation")
@click.argument("name")
@click.option("--subject", required=True, help="USCC of the subject that NAME acts for no longer.")
@as_json
def end(name: str, subject: str, *, as_json: bool) -> None:
    """End that the account NAME acts for a subject, at once."""
    end_authorisation(name, subject, tools=open_set_up_parts().tools)
    answer({"username": name, "subject": subject}, as_json=as_json, text=f"{name} acts for {subject} no longer.")
