"""The tests of the draft with the third review: kept anew on its diagram, and one that a rule stands against.

In the test of the large fine the same person reviews twice, which the process does not allow: it is red.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workflow_app.domain.process_tests import PATH, Expected, ProcessTest, read_test
from workflow_app.domain.process_walks import Act, Does
from workflow_app.domain.seeds.walk_penalties import LARGE_FINE

SECOND, THIRD, GATE = "review_second", "review_third", "fine_large"
MODEL, LARGE = "tests/closed.json", "tests/large_fine.json"
TITLE = "罚款 80 万元，三审后准予修复"
GRANTED = Expected("SYNCING", "RUNNING", ("T20_ACCEPT", "T21_INTENT", "T22_GRANT", "REPAIR_PROOF"))


def third_review_tests(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the tests that differ from those of the files, each with its place."""
    for path in filter(PATH.fullmatch, files):
        test = read_test(files[path])
        kept = replace(test, reaches=tuple(map(_past_the_gate, test.acts, test.reaches)))
        if kept != test:
            yield path, kept.to_bytes()
    yield LARGE, _large(read_test(files[MODEL])).to_bytes()


def _past_the_gate(act: Act, reached: tuple[str, ...]) -> tuple[str, ...]:
    return (GATE, *reached) if act.what == SECOND else reached


def _large(model: ProcessTest) -> ProcessTest:
    """Return a test of a large fine: as the model up to the grant, with the third review after the second."""
    acts, reaches = list(model.acts[:-1]), list(model.reaches[:-1])
    acts[0] = replace(acts[0], what=LARGE_FINE)
    at = next(number for number, each in enumerate(acts) if each.does is Does.COMPLETE and each.what == SECOND)
    acts.insert(at + 1, replace(acts[at], what=THIRD))
    reaches[at : at + 1] = [(GATE, THIRD), reaches[at]]
    return ProcessTest(TITLE, tuple(acts), tuple(reaches), GRANTED)
