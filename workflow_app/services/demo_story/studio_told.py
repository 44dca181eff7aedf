"""What process administrators have done and have in hand: a second version, and a draft that needs a default yet."""

from functools import partial

from workflow_app.services.bundles import unpack
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn
from workflow_app.services.demo_story.third_review_tests import third_review_tests
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.process_confirming import confirm_draft, save_terms, submit_draft
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

TITLE = "罚款超 50 万元增设三审"
TERMS = Terms(
    note="罚款超过五十万元的修复申请，复审之后增设三审，由另一名复审人办理。",
    basis="局务会议纪要〔2026〕第10号（示例）",
)
DIAGRAM = f"{KEY}.bpmn"
WRITER, OTHER = "process_admin", "process_admin_2"
LETTER = "letters/t20_accept.toml"
WORDED = "受理通知书写明怎样查询进度"
WORDED_TERMS = Terms(
    note="信用修复受理通知书增写一句：怎样查询办理进度。",
    basis="局务会议纪要〔2026〕第7号（示例）",
)
SENTENCES = {
    '  "办理信用修复不收取任何费用。",\n': '  "办理进度可凭办件编号在本平台查询，也可拨打{authority_phone}询问。",\n',
    '  "A credit repair is free of charge.",\n': (
        '  "You can follow the case on this platform by its number, or ask at {authority_phone}.",\n'
    ),
}
"""What the letter of acceptance says more in the second version, each sentence after another one."""


def studio() -> list[Event]:
    """Return how the second version came about, and the afternoon on which the draft of the third was drawn."""
    written: list[str] = []
    return [
        Event(at("08-03", "15:30"), lambda town: written.append(_words(WRITER, town)), WORDED),
        Event(at("08-04", "09:20"), lambda town: _confirms(OTHER, written.pop(), town), WORDED),
        Event(at("09-28", "16:20"), partial(_draws, WRITER), TITLE),
    ]


def _words(author: str, town: Town) -> str:
    """Word the letter of acceptance anew, send that to be confirmed, and return the draft."""
    actor, tools = town.person(author), town.tools
    draft_id = begin_draft(KEY, WORDED, actor=actor, tools=tools)
    before = read_draft_file(draft_id, LETTER, actor=actor, tools=tools)
    text = before.decode()
    for known, added in SENTENCES.items():
        text = text.replace(known, known + added)
    save_file(draft_id, LETTER, text.encode(), seen=digest(before), actor=actor, tools=tools)
    seen = get_draft(draft_id, actor=actor, tools=tools).draft.revision
    submit_draft(draft_id, WORDED_TERMS, seen=seen, actor=actor, tools=tools)
    return draft_id


def _confirms(other: str, draft_id: str, town: Town) -> None:
    actor, tools = town.person(other), town.tools
    seen = get_draft(draft_id, actor=actor, tools=tools).draft.revision
    confirm_draft(draft_id, seen=seen, actor=actor, tools=tools)


def _draws(author: str, town: Town) -> None:
    actor, tools = town.person(author), town.tools
    draft_id = begin_draft(KEY, TITLE, actor=actor, tools=tools)
    with tools.database.read() as unit:
        files = unpack(unit.process_drafts.get(draft_id).bundle)
    save_file(draft_id, FORM, third_form(files[MODEL]), seen="", actor=actor, tools=tools)
    drawn = third_review_drawn(files[DIAGRAM].decode()).encode()
    save_file(draft_id, DIAGRAM, drawn, seen=digest(files[DIAGRAM]), actor=actor, tools=tools)
    for path, test in third_review_tests(files):
        known = digest(files[path]) if path in files else ""
        save_file(draft_id, path, test, seen=known, actor=actor, tools=tools)
    save_terms(draft_id, TERMS, actor=actor, tools=tools)
