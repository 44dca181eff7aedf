"""What can be asked of records."""

from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class ImportRecords:
    """Import a spreadsheet of penalties; without a code, the import is kept with the authority of its first row."""

    filename: str
    stream: BinaryIO
    authority_code: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records to list: of one subject, or of everybody the asker may act for."""

    uscc: str | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class AnswerNumber:
    """Answer why two parties carry one number: SAME_DECISION, or TYPING_ERROR in the number of `mistaken_id`.

    SAME_DECISION after a confirmed typing error takes that back: the record that was set aside shall count again.
    """

    question_id: str
    answer: str
    mistaken_id: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmNumber:
    """Agree or disagree, as the second person, with an answer that takes a record out of force or brings it back."""

    question_id: str
    agree: bool


@dataclass(frozen=True, slots=True)
class EnterNumber:
    """Say under which number a site keeps a record; an empty one takes it back."""

    record_id: str
    site: str
    number: str
