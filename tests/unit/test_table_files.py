"""DMN files with one rule changed: the rest stays, ids are new, and what was moved back is the same file."""

from pathlib import Path

import pytest

from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.resources import find
from workflow_app.domain.table_rules import RuleText
from workflow_app.engine import insert_rule, move_rule, read_tables, remove_rule, rule_findings, table_texts, write_rule

NAME, TABLE = "repair_tables.dmn", "repair_route"
FILES = sorted(find("bpmn").rglob("*.dmn"))


@pytest.fixture
def content() -> bytes:
    """Return the shipped tables as the editor writes them."""
    shipped = (find("bpmn") / "credit_repair" / NAME).read_bytes()
    return write_rule(NAME, shipped, TABLE, 1, rules(shipped)[0])


def rules(content: bytes) -> tuple[RuleText, ...]:
    return next(each for each in table_texts(NAME, content) if each.key == TABLE).rules


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.stem)
def test_tables_are_read_as_the_engine_reads_them(path: Path) -> None:
    read = read_tables({NAME: path.read_bytes()}, None).by_key
    for table in table_texts(NAME, path.read_bytes()):
        assert len(table.rules) == len(read[table.key].rules)
        assert [each.text for each in table.inputs] == [each.name for each in read[table.key].inputs]
        assert (table.name, table.name_en) == (read[table.key].name, read[table.key].name_en)


def test_a_rule_written_as_it_was_leaves_the_file_as_it_was(content: bytes) -> None:
    for number, rule in enumerate(rules(content), start=1):
        assert write_rule(NAME, content, TABLE, number, rule) == content


def test_a_rule_is_written_and_the_others_stay(content: bytes) -> None:
    wanted = RuleText(('"AGREE"', "> 3", "", "", "", "true"), ('"DECISION"',), "第三次", "The third")
    changed = write_rule(NAME, content, TABLE, 2, wanted)
    now = rules(changed)
    assert now[1] == RuleText(('"AGREE"', "> 3", "-", "-", "-", "true"), ('"DECISION"',), "第三次", "The third")
    assert [now[0], *now[2:]] == [rules(content)[0], *rules(content)[2:]]
    silent = write_rule(NAME, changed, TABLE, 2, RuleText(wanted.tests, wanted.values))
    assert (rules(silent)[1].note, rules(silent)[1].note_en) == ("", "")
    assert rules(write_rule(NAME, silent, TABLE, 2, wanted))[1].note == "第三次"


def test_rules_are_put_in_moved_and_taken_out_again(content: bytes) -> None:
    count = len(rules(content))
    longer = insert_rule(NAME, content, TABLE, 2)
    assert rules(longer)[1] == RuleText(("-",) * 6, ("null",))
    assert len(set(_ids(longer))) == len(_ids(longer)), "every id is there once"
    assert remove_rule(NAME, longer, TABLE, 2) == content
    assert remove_rule(NAME, insert_rule(NAME, content, TABLE, count + 1), TABLE, count + 1) == content
    for number, to in ((1, 2), (count, count - 1), (2, 4)):
        moved = move_rule(NAME, content, TABLE, number, to)
        assert rules(moved)[to - 1] == rules(content)[number - 1]
        assert move_rule(NAME, moved, TABLE, to, number) == content
    assert move_rule(NAME, content, TABLE, 1, 0) == content
    assert move_rule(NAME, content, TABLE, count, count + 1) == content


def _ids(content: bytes) -> list[bytes]:
    return [part.split(b'"')[0] for part in content.split(b' id="')[1:]]


def test_comments_and_drawings_stay(content: bytes) -> None:
    said = content.replace(b"<decision id", "<!-- 由信用办维护 --><decision id".encode(), 1)
    changed = insert_rule(NAME, said, TABLE, 1)
    assert "由信用办维护".encode() in changed
    assert changed.count(b"DMNShape") == content.count(b"DMNShape")


@pytest.mark.parametrize("cell", ['"AGREE', "__import__('os')", "[5..1", "> true", "三次"])
def test_what_is_wrong_with_a_cell_is_found_with_its_rule(content: bytes, cell: str) -> None:
    known = read_tables({NAME: content}, None).by_key[TABLE]
    names = {each.name for each in (*known.inputs, *known.outputs)}
    assert not rule_findings(NAME, content, TABLE, names)
    changed = write_rule(NAME, content, TABLE, 3, RuleText(("-", cell, "-", "-", "-", "-"), ('"DECISION"',)))
    assert {each.values.get("rule") for each in rule_findings(NAME, changed, TABLE, names)} == {3}
    assert rules(changed)[2].tests[1] == cell, "what was typed is read back as it was typed"


def test_the_longest_table_gets_no_longer(content: bytes) -> None:
    wide = content
    while len(rules(wide)) < 12:
        wide = insert_rule(NAME, wide, TABLE, 1)
    rule = wide[wide.index(b"<rule ") : wide.index(b"</rule>") + 7]
    full = wide.replace(rule, b"".join(rule.replace(b"_rule_", f"_more_{at}_".encode()) for at in range(500 - 11)), 1)
    assert len(rules(full)) == 500
    assert insert_rule(NAME, full, TABLE, 1) == full


def test_what_is_not_there_and_what_is_hostile(content: bytes) -> None:
    with pytest.raises(KeyError):
        insert_rule(NAME, content, "nothing", 1)
    with pytest.raises(IndexError):
        remove_rule(NAME, content, TABLE, 99)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><definitions>&a;</definitions>'
    for text in (b"", b"<", bomb):
        with pytest.raises(ProcessRefusedError):
            table_texts(NAME, text)
        with pytest.raises(ProcessRefusedError):
            insert_rule(NAME, text, TABLE, 1)
