"""The places that are looked at answer as their list says, and between them they show every template of a page."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import looked_at
import looked_at_elsewhere
import pytest
from builders import Service, serve
from flask import Flask, template_rendered
from jinja2 import Environment, Template, nodes
from looked_at_ids import ids_of
from page_readers import Reader, reader
from told_town import PASSWORD, fill, told_template

from workflow_app.config import from_env
from workflow_app.parts import build

LAYOUTS = "layouts/"


@pytest.fixture(scope="module")
def service(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[str, str]]]:
    """Give a service in which there is one of everything, and the ids of it."""
    data = tmp_path_factory.mktemp("town") / "data"
    shutil.copytree(told_template(run_folder), data)
    ids = ids_of(data, fill(data))
    given = {f"WORKFLOW_APP_{name}": value for name, value in looked_at.PROVIDER.items()}
    with closing(build(from_env({"WORKFLOW_APP_DATA_DIR": str(data), **given}))) as parts:
        yield serve(parts), ids


def test_every_place_answers_and_every_template_of_a_page_is_seen(service: tuple[Service, dict[str, str]]) -> None:
    served, ids = service
    seen: set[str] = set()

    def note(_app: Flask, template: Template, **_more: object) -> None:
        seen.add(str(template.name))

    strange = []
    with template_rendered.connected_to(note, served.app):
        for places in looked_at.PAGES:
            who = reader(served, places.role or None, password=PASSWORD)
            strange += [said for path in places.paths if (said := _strange(who, path, ids))]
    assert strange == []
    excused = looked_at_elsewhere.TEMPLATES_ELSEWHERE.keys() | looked_at_elsewhere.TEMPLATES_NOT_LOOKED_AT.keys()
    pages = set(_pages(served.app.jinja_env))
    assert sorted(pages - seen - excused) == []
    assert sorted(excused - (pages - seen)) == []


def _strange(who: Reader, place: str, ids: dict[str, str]) -> str:
    """Return how the answer differs from what the list says, or nothing."""
    path = place.removeprefix(looked_at.AS_STRANGER).format_map(ids)
    answer = who.client.get(path)
    expected = looked_at.SHUT.get(place, 200)
    return "" if answer.status_code == expected else f"{place}: {answer.status_code} {answer.headers.get('Location')}"


def _pages(templates: Environment) -> Iterator[str]:
    """Yield the templates that are a whole page."""
    for name in templates.list_templates(extensions=["html"]):
        if not name.startswith(LAYOUTS):
            source, _path, _fresh = templates.loader.get_source(templates, name)  # type: ignore[union-attr] # it has one
            if any(_is_layout(each) for each in templates.parse(source).find_all(nodes.Extends)):
                yield name


def _is_layout(extends: nodes.Extends) -> bool:
    return isinstance(extends.template, nodes.Const) and str(extends.template.value).startswith(LAYOUTS)
