"""The decision tables of a draft: their rules, one of them as it is written, and what a table gives if it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import quote

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.table_rules import RuleText
from workflow_app.services.decision_views import TableView
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.process_vocabulary import Vocabulary, get_vocabulary
from workflow_app.services.table_drafts import ACTS, DraftTables, change_rules, draft_tables, save_rule
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.table_trials import trial_of
from workflow_app.web.process_words import finding_words
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_tables", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
CONFLICT, UNPROCESSABLE = 409, 422
LONGEST = 1000
Answer = Response | str | tuple[str, int]


@pages.get("/table/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def table(draft_id: object, path: str) -> Answer:
    """Show the tables of a file, one at a time; with ?rule=3 its third rule as it is written."""
    try:
        found = draft_tables(str(draft_id), path, actor=current_actor(), tools=current_tools())
    except ProcessRefusedError:
        found = None
    if found is None or not found.tables:
        return see(f"/studio/drafts/{draft_id}/edit/{path}")  # it can be mended as text
    chosen = _chosen(found, request.args.get("table", ""))
    return _page(draft_id, path, found, chosen, request.args.get("rule", type=int))


@pages.get("/tables/<key>")
@require_actor(Role.PROCESS_ADMIN)
def find(draft_id: object, key: str) -> Response:
    """Lead to a table by its name, whichever file it stands in."""
    files = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).files
    for file in (each for each in files if each.kind is Kind.TABLES):
        with suppress(ProcessRefusedError):
            found = draft_tables(str(draft_id), file.path, actor=current_actor(), tools=current_tools())
            if any(each.key == key for each in found.tables):
                return see(f"/studio/drafts/{draft_id}/table/{file.path}?table={quote(key)}")
    raise NotFoundError("PART_UNKNOWN", path=key)


@pages.post("/table-rules/<path:path>")
@require_actor(Role.PROCESS_ADMIN)
def write(draft_id: object, path: str) -> Answer:
    """Write one rule as it was typed, or put one in, move one, or take one out."""
    key, number, act = text("table"), request.form.get("number", type=int) or 0, text("act")
    if number < 1 or act not in {"save", *ACTS}:
        raise NotFoundError("PART_UNKNOWN", path=path)
    if act == "save":
        return _save(draft_id, path, key, number)

    def change() -> None:
        change_rules(
            str(draft_id), path, key, number, act, seen=text("seen"), actor=current_actor(), tools=current_tools()
        )

    onward = f"&rule={number}" if act == "add" else ""
    return _done(draft_id, path, change, onward=f"/studio/drafts/{draft_id}/table/{path}?table={key}{onward}")


def _save(draft_id: object, path: str, key: str, number: int) -> Answer:
    found = draft_tables(str(draft_id), path, actor=current_actor(), tools=current_tools())
    shown = _chosen(found, key)
    if shown.key != key or number > len(shown.rules):
        raise NotFoundError("PART_UNKNOWN", path=path)
    rule = _typed(shown)

    def change() -> None:
        save_rule(
            str(draft_id), path, key, number, rule, seen=text("seen"), actor=current_actor(), tools=current_tools()
        )

    return _done(
        draft_id, path, change, onward=f"/studio/drafts/{draft_id}/table/{path}?table={key}&rule={number}", typed=rule
    )


def _done(
    draft_id: object, path: str, change: Callable[[], None], *, onward: str, typed: RuleText | None = None
) -> Answer:
    """Change the file and show it; what is refused, or was changed by somebody else meanwhile, comes back as typed."""
    problems: dict[str, str] = {}
    try:
        change()
    except ProcessRefusedError as error:
        status, said = UNPROCESSABLE, ""
        for each in error.findings:
            problems[str(each.values.get("cell"))] = finding_words(each, current_language()).sentence
    except ConflictError as error:
        status = CONFLICT
        said = _("Somebody else changed these tables meanwhile. Look at them as they are now, and save once more.")
        said = said if error.code == "STALE" else sentence(error.code, error.values)
    else:
        flash(_("Saved."), "success")
        return see(onward)
    if said:
        flash(said, "warning")
    found = draft_tables(str(draft_id), path, actor=current_actor(), tools=current_tools())
    number = request.form.get("number", type=int) if typed else None
    return _page(draft_id, path, found, _chosen(found, text("table")), number, typed, problems), status


def _chosen(found: DraftTables, key: str) -> TableView:
    return next((each for each in found.tables if each.key == key), found.tables[0])


def _typed(shown: TableView) -> RuleText:
    return RuleText(
        tests=tuple(_line(f"test-{place}") for place in range(len(shown.inputs))),
        values=tuple(_line(f"value-{place}") for place in range(len(shown.outputs))),
        note=_line("note"),
        note_en=_line("note_en"),
    )


def _line(name: str) -> str:
    """Return what was typed as one line of what can be printed: a file of XML takes nothing else."""
    return "".join(each if each.isprintable() else " " for each in text(name)[:LONGEST])


def _choices(words: Vocabulary) -> dict[str, list[tuple[str, str]]]:
    """Return what the values can be that are chosen from a list, as cells write it, with its words."""
    english = current_language() == "en"
    lists = {
        each.name.key: [(f'"{at.key}"', at.en if english else at.zh) for at in each.choices] for each in words.values
    }
    yes_or_no = [("true", _("yes")), ("false", _("no"))]
    return lists | {each.name.key: yes_or_no for each in words.values if each.type == "boolean"}


def _page(
    draft_id: object,
    path: str,
    found: DraftTables,
    chosen: TableView,
    number: int | None,
    typed: RuleText | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    words = get_vocabulary(str(draft_id), actor=current_actor(), tools=current_tools())
    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    rule = chosen.rules[number - 1] if number and 0 < number <= len(chosen.rules) else None
    return render_template(
        "studio/table.html",
        draft=draft,
        path=path,
        found=found,
        table=chosen,
        number=rule.number if rule else None,
        rule=(typed or RuleText(rule.tests, rule.values, rule.note_zh, rule.note_en)) if rule else None,
        problems=problems or {},
        choices=_choices(words),
        trial=trial_of(draft_id, path, chosen.key, words),
        writes=draft.status is DraftStatus.OPEN,
    )
