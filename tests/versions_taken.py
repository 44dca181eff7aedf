"""Versions of the repair process that cases take while they run: each says one thing otherwise than the product's."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from builders import Service
from office import Office
from sqlalchemy import select

from workflow_app.domain.actors import SERVICE
from workflow_app.models import Case, CaseMigration
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.process_publishing import Publication, publish

KEY = "credit_repair"
DIAGRAM, APPLICATION = f"{KEY}.bpmn", "forms/application.form.json"
BUNDLE = Path(__file__).parents[1] / "bpmn" / KEY
_REVIEW = '<bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECOND_REVIEWER" />'
_OLD_FLOW = 'sourceRef="review_second" targetRef="choose_route" />'


def changed(old: str, new: str, *, path: str = DIAGRAM, files: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Return the files of the process with other words in one of them."""
    found = dict(files or read_bundle(BUNDLE))
    text = found[path].decode()
    assert old in text, old
    return found | {path: text.replace(old, new).encode()}


def with_third_review() -> dict[str, bytes]:
    """Return the process with one more review behind the second."""
    flow = f'sourceRef="review_second" targetRef="review_third" />{_REVIEW}<bpmn:sequenceFlow id="third_on" '
    return changed(_OLD_FLOW, flow + 'sourceRef="review_third" targetRef="choose_route" />')


def without_boundary() -> dict[str, bytes]:
    """Return the process in which nothing happens when the time to supply items is over."""
    return changed('attachedToRef="supply_items"', 'attachedToRef="verify_site"')


def with_other_form(*, pledge: str = "") -> dict[str, bytes]:
    """Return the process with a form that asks no more for the receipt's number, but for where the money went."""
    files = dict(read_bundle(BUNDLE))
    form = json.loads(files[APPLICATION])
    components = [each for each in form["components"] if each.get("key") != "receipt_no"]
    asked = {"type": "textfield", "key": "paid_at", "label": "缴款银行", "validate": {"required": True}}
    asked |= {"properties": {"label_en": "Bank", "page": _page_of(components)}}
    components.insert(_place(components, "paid_on") + 1, asked)
    if pledge:
        components[_place(components, "pledge")]["values"][0]["label"] = pledge
    return files | {APPLICATION: json.dumps(form | {"components": components}).encode()}


def with_other_pledge(words: str, base: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Return the process with a form that asks the same, and has its first sentence pledged in other words."""
    files = dict(base or read_bundle(BUNDLE))
    form = json.loads(files[APPLICATION])
    form["components"][_place(form["components"], "pledge")]["values"][0]["label"] = words
    return files | {APPLICATION: json.dumps(form).encode()}


def _place(components: list[dict[str, object]], key: str) -> int:
    return next(place for place, each in enumerate(components) if each.get("key") == key)


def _page_of(components: list[dict[str, object]]) -> object:
    own = components[_place(components, "paid_on")].get("properties")
    return own.get("page") if isinstance(own, dict) else None


def take(office: Office, files: Mapping[str, bytes], *, scope: str = "ALL", at: datetime | None = None) -> int:
    """Publish a version that takes effect at an instant, at once without one; nothing has been carried out then."""
    with office.tools.database.write() as unit:
        facts = Publication(SERVICE.id, SERVICE.id, at, note="罚款额度较大的增加三审", basis="〔2026〕8号", scope=scope)
        number = publish(unit, KEY, files, facts, now=office.clock.now())
        unit.commit()
    office.forget_compiled()
    return number


def take_at(service: Service, files: Mapping[str, bytes]) -> int:
    """Publish a version at a service that takes effect at once; nothing has been carried out then."""
    tools = service.tools
    with tools.database.write() as unit:
        number = publish(unit, KEY, files, Publication(SERVICE.id, SERVICE.id, note="x"), now=tools.clock.now())
        unit.commit()
    return number


def case_row(office: Office, case_id: str) -> Case:
    """Return the row of a case."""
    with office.tools.database.read() as unit:
        return unit.cases.get(case_id).case


def version_of(office: Office, case_id: str) -> int:
    """Return the number of the version that a case runs on."""
    with office.tools.database.read() as unit:
        return unit.cases.get(case_id).runs_on.version


def came_out(office: Office, case_id: str) -> list[tuple[str, str | None, str | None]]:
    """Return what became of a case: outcome, reason and element of each time."""
    with office.tools.database.read() as unit:
        wanted = select(CaseMigration).where(CaseMigration.case_id == case_id).order_by(CaseMigration.id)
        return [(each.outcome, each.reason, each.element) for each in unit.session.scalars(wanted)]
