"""Ids of what stands in a demonstration, by the names that the addresses of `looked_at` use."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from uuid import UUID

from looked_at import CASES, FILE


def ids_of(data: Path, made: Mapping[str, str]) -> dict[str, str]:
    """Return ids of cases, records, tasks and subjects by the names of their steps, and of one of each other thing.

    `made` are those of what was made beside the past; without it there is nothing of that.
    """
    with closing(sqlite3.connect(data / FILE)) as database:

        def one(question: str, *values: object) -> str:
            found = database.execute(question, values).fetchone()
            assert found is not None, (question, values)
            return _dashed(str(found[0]))

        ids = dict(made)
        for name, number in CASES.items():
            case, record, subject = database.execute(
                'SELECT c.id, c.record_id, c.subject_id FROM "case" c JOIN record r ON r.id = c.record_id '
                "WHERE r.document_no = ?",
                [number],
            ).fetchone()
            ids |= {f"case_{name}": _dashed(case), f"record_{name}": _dashed(record)}
            ids[f"subject_{name}"] = _dashed(subject)
            task = database.execute("SELECT id FROM task WHERE case_id = ? AND status = 'OPEN'", [case]).fetchone()
            ids |= {f"task_{name}": _dashed(task[0])} if task else {}
        more = ONE_OF_EACH | (ONE_OF_WHAT_WAS_MADE if made else {})
        return ids | {name: one(question) for name, question in more.items()}


ONE_OF_EACH = {
    "done": "SELECT id FROM task WHERE element = 'review_first' AND status = 'DONE'",
    "record_open": "SELECT id FROM record WHERE document_no = '牟城管罚决字〔2025〕第118号'",
    "record_counter": "SELECT id FROM record WHERE document_no = '牟城管执罚决字〔2026〕第003号'",
    "import": "SELECT id FROM record_import",
    "pledge": "SELECT id FROM pledge",
    "pledge_first": "SELECT pledge.id FROM pledge JOIN record ON record.id = pledge.record_id"
    " WHERE record.document_no = '牟城管罚决字〔2026〕第031号'",
    "look": "SELECT look.id FROM pledge_follow_up look JOIN pledge ON pledge.id = pledge_id"
    " JOIN record ON record.id = record_id WHERE record.document_no = '牟城管罚决字〔2026〕第031号'",
    "code": "SELECT code FROM letter",
    "proposal": "SELECT id FROM proposal",
    "letter": "SELECT id FROM letter WHERE kind = 'T22_GRANT'",
    "series": "SELECT number_series.id FROM number_series JOIN letter USING (authority_id, series, year)",
    "removal": "SELECT id FROM removal",
    "job": "SELECT id FROM site_job",
    "call": "SELECT id FROM call_task",
    "gate": "SELECT id FROM gate_result",
    "objection": "SELECT id FROM objection",
}
ONE_OF_WHAT_WAS_MADE = {
    "certificate": "SELECT id FROM training_certificate",
    "batched": 'SELECT task.id FROM task JOIN "case" c ON c.id = case_id WHERE batch_id IS NOT NULL AND number IS NULL',
}


def _dashed(value: str) -> str:
    """Return an id as addresses have it; SQLite keeps it without dashes."""
    return str(UUID(value)) if len(value) == len(UUID(int=0).hex) and value.isalnum() else value
