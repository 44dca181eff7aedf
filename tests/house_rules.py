"""The rules of the house that no linter knows; each takes a path and its text and names what breaks the rule."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from statistics import median

LONGEST_FILE = 200
LONGEST_TEST_OR_SCRIPT = 300  # tests and JavaScript
LONGEST_TYPICAL_FILE = 120  # the median of a layer; near 70 is wanted
LONGEST_FUNCTION = 40

# Declarative tables and the three parts that are one algorithm each may be longer; each with its reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
LAYERS = {"web", "schemas", "services", "engine", "operations", "repositories", "adapters", "models", "domain", "cli"}
LOCKS = {"package-lock.json", "requirements.txt", "requirements-dev.txt", "requirements-node.txt"}

# This file and its test name what they refuse.
NAMES_THE_REFUSED = {"tests/house_rules.py", "tests/contract/test_house.py"}
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:root|home/\w+|Users/\w+)/")
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|npmmirror|debian)\.")
EXCUSE = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
REASONED = re.compile(r"(?::\s*|\[)[A-Za-z][\w,\s-]*\]?\s+(?:-|#)\s+\S.*")
WORDS = {"_", "_l", "gettext", "lazy_gettext", "ngettext"}
PATCHING = re.compile(r"mock\.patch|unittest\.mock|monkeypatch\.setattr")

Rule = Callable[[PurePosixPath, str], Iterable[str]]


def file_is_short(path: PurePosixPath, text: str) -> Iterable[str]:
    """Say so if the file is longer than its kind may be."""
    if path.suffix not in {".py", ".js", ".mjs"} or "migrations" in path.parts or str(path) in LONG_FILES:
        return
    lines = text.count("\n")
    limit = LONGEST_FILE if path.suffix == ".py" and path.parts[0] != "tests" else LONGEST_TEST_OR_SCRIPT
    if lines > limit:
        yield f"{lines} lines, at most {limit}"


def functions_are_short(path: PurePosixPath, text: str) -> Iterable[str]:
    """Name each function that does not fit on a screen."""
    for function in () if "migrations" in path.parts else _functions(path, text):
        lines = function.end_lineno - function.lineno + 1
        if lines > LONGEST_FUNCTION and f"{path}:{function.name}" not in LONG_FUNCTIONS:
            yield f"{function.name} has {lines} lines, at most {LONGEST_FUNCTION}"


def name_says_what_it_is(path: PurePosixPath, _text: str) -> Iterable[str]:
    """Refuse names that say nothing, and a layer's name repeated inside its own folder."""
    for part in (*path.parts[:-1], path.name.split(".")[0]):
        if vague := VAGUE_NAMES & set(re.split(r"[_\W]", part.lower())):
            yield f"`{part}` says nothing: {', '.join(vague)}"
    layer = path.parts[1] if path.parts[0] == "workflow_app" and len(path.parts) > len(("package", "layer")) else ""
    if layer in LAYERS and path.stem.endswith((f"_{layer}", f"_{layer.removesuffix('s')}")):
        yield f"`{path.stem}` repeats the name of its folder"


def says_nothing_of_this_machine(path: PurePosixPath, text: str) -> Iterable[str]:
    """Refuse paths of somebody's home and addresses of package registries."""
    for pattern in (MACHINE_PATH, REGISTRY):
        if found := str(path) not in NAMES_THE_REFUSED and pattern.search(text):
            yield f"line {_line_of(text, found.start())}: `{found.group()}`"


def lock_holds_no_address(path: PurePosixPath, text: str) -> Iterable[str]:
    """Refuse download addresses and local paths in a lock; exact versions and hashes are enough."""
    if path.name in LOCKS and (
        found := re.search(r"\"resolved\"|--(?:extra-)?index|--find-links|file:|(?m:^.*==.*://)", text)
    ):
        yield f"line {_line_of(text, found.start())}: `{found.group()}`"


def excuses_have_reasons(path: PurePosixPath, text: str) -> Iterable[str]:
    """Ask for `# noqa: CODE - reason` and `# type: ignore[code] # reason`."""
    is_judged = path.suffix == ".py" and str(path) not in NAMES_THE_REFUSED
    for found in EXCUSE.finditer(text) if is_judged else ():
        if not REASONED.match(found["rest"]):
            yield f"line {_line_of(text, found.start())}: `{found.group()}` gives no code or no reason"


def fakes_are_passed(path: PurePosixPath, text: str) -> Iterable[str]:
    """Refuse patching: what a test replaces is a parameter."""
    is_judged = path.parts[0] == "tests" and str(path) not in NAMES_THE_REFUSED
    if is_judged and (found := PATCHING.search(text)):
        yield f"line {_line_of(text, found.start())}: `{found.group()}`; pass a fake instead"


def names_of_tests_are_sentences(path: PurePosixPath, text: str) -> Iterable[str]:
    """Ask for names such as `test_second_reviewer_cannot_be_the_first`, of three words at least."""
    for function in _functions(path, text) if path.name.startswith("test_") else ():
        if function.name.startswith("test") and function.name.count("_") < len(("test", "two", "words")):
            yield f"{function.name} is not a sentence"


def words_are_not_in_f_strings(path: PurePosixPath, text: str) -> Iterable[str]:
    """Words within an f-string are not found for the catalogues, and nobody translates them."""
    if path.suffix != ".py":
        return
    for formatted in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)):
        for node in ast.walk(formatted):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
                yield f"line {node.lineno} has words in an f-string, where no catalogue finds them"


RULES: tuple[Rule, ...] = (
    file_is_short,
    functions_are_short,
    name_says_what_it_is,
    says_nothing_of_this_machine,
    lock_holds_no_address,
    excuses_have_reasons,
    fakes_are_passed,
    names_of_tests_are_sentences,
    words_are_not_in_f_strings,
)


def layers_with_long_files(lengths: Iterable[tuple[str, int]]) -> list[str]:
    """Return a line for each layer whose typical file is too long; takes paths below the package and their lines."""
    layers: dict[str, list[int]] = {}
    for path, lines in lengths:
        layers.setdefault(path.split("/")[0], []).append(lines)
    return [
        f"{layer}: {len(lines)} files, half of them longer than {median(lines):.0f} lines"
        for layer, lines in sorted(layers.items())
        if len(lines) > 1 and median(lines) > LONGEST_TYPICAL_FILE
    ]


def _functions(path: PurePosixPath, text: str) -> Iterable[ast.FunctionDef | ast.AsyncFunctionDef]:
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
