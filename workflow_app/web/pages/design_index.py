"""What the macros of the templates are for and which pages use them, read from the templates themselves."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, nodes

FOLDER = "macros/"
COMMENT = re.compile(r"\{#\s*(?P<about>(?:(?!#\}).)*?)\s*#\}\s*(?=\{%-?\s*macro\s+(?P<name>\w+))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A macro: its file, what it takes, what its comment says, and the templates that use it."""

    file: str
    name: str
    takes: tuple[str, ...]
    about: str
    used_by: tuple[str, ...]


@cache
def parts_of(templates: Environment) -> Mapping[str, tuple[Part, ...]]:
    """Return every macro that templates may import, by its file."""
    sources = {name: _source(templates, name) for name in templates.list_templates(extensions=["html"])}
    trees = {name: templates.parse(source) for name, source in sources.items()}
    users = _users(trees)
    return {
        name: tuple(
            Part(name, macro.name, tuple(each.name for each in macro.args), about.get(macro.name, ""), used)
            for macro in trees[name].find_all(nodes.Macro)
            if not macro.name.startswith("_")
            for used in [tuple(sorted(users[name, macro.name]))]
        )
        for name in sorted(trees)
        if name.startswith(FOLDER)
        for about in [{each["name"]: " ".join(each["about"].split()) for each in COMMENT.finditer(sources[name])}]
    }


def _source(templates: Environment, name: str) -> str:
    assert templates.loader is not None  # noqa: S101 - the environment of an application has one
    return templates.loader.get_source(templates, name)[0]


def _users(trees: Mapping[str, nodes.Template]) -> Mapping[tuple[str, str], set[str]]:
    """Return by file and macro which templates call it; a macro of the same file counts as its neighbour's user."""
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, tree in trees.items():
        called = {each.node.name for each in tree.find_all(nodes.Call) if isinstance(each.node, nodes.Name)}
        for file, macro, word in _imported(tree):
            if word in called or macro in _attributes(tree, word):
                users[file, macro].add(name)
        for macro in called:
            users[name, macro].add(name)
    return users


def _imported(tree: nodes.Template) -> Iterator[tuple[str, str, str]]:
    """Yield file, macro and the name it has here, for what is imported by name or with its whole file."""
    for each in tree.find_all(nodes.FromImport):
        if isinstance(each.template, nodes.Const):
            for name in each.names:
                macro, word = (name, name) if isinstance(name, str) else name
                yield str(each.template.value), macro, word
    for whole in tree.find_all(nodes.Import):
        if isinstance(whole.template, nodes.Const):
            for macro in _attributes(tree, whole.target):
                yield str(whole.template.value), macro, whole.target


def _attributes(tree: nodes.Template, word: str) -> set[str]:
    """Return what is called of a file that was imported as a whole."""
    calls = (each.node for each in tree.find_all(nodes.Call) if isinstance(each.node, nodes.Getattr))
    return {node.attr for node in calls if isinstance(node.node, nodes.Name) and node.node.name == word}
