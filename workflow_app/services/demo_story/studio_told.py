"""What a process administrator has in hand on the first morning: a draft that the check has something to say of."""

from functools import partial

from workflow_app.services.bundles import unpack
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.process_confirming import save_terms
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

TITLE = "罚款超 50 万元增设三审"
TERMS = Terms(
    note="罚款超过五十万元的修复申请，复审之后增设三审，由另一名复审人办理。",
    basis="局务会议纪要〔2026〕第10号（示例）",
)
DIAGRAM = f"{KEY}.bpmn"


def studio() -> list[Event]:
    """Return the afternoon on which the draft is begun and drawn."""
    return [Event(at("09-28", "16:20"), partial(_draws, "process_admin"), TITLE)]


def _draws(author: str, town: Town) -> None:
    actor, tools = town.person(author), town.tools
    draft_id = begin_draft(KEY, TITLE, actor=actor, tools=tools)
    with tools.database.read() as unit:
        files = unpack(unit.process_drafts.get(draft_id).bundle)
    save_file(draft_id, FORM, third_form(files[MODEL]), seen="", actor=actor, tools=tools)
    drawn = third_review_drawn(files[DIAGRAM].decode()).encode()
    save_file(draft_id, DIAGRAM, drawn, seen=digest(files[DIAGRAM]), actor=actor, tools=tools)
    save_terms(draft_id, TERMS, actor=actor, tools=tools)
