"""Several applications of one enterprise, prepared together and handed in at once; each is told on by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.batches import Part, keys_of
from workflow_app.domain.commands.batches import FileBatch, OpenBatch, SaveCommon
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batch_filing import file_batch
from workflow_app.services.batch_opening import open_batch
from workflow_app.services.batches import BatchItem, get_batch
from workflow_app.services.demo_story.applying import PROCESS, filled_in, hands_in, keeps, needed
from workflow_app.services.demo_story.tales import Act, Tale, Told
from workflow_app.services.demo_story.town import Town

SIGNING_PAPER = "authorisation"


@dataclass
class Together:
    """Applications prepared together: what is said in each, by the number of the decision, and their cases."""

    said: Mapping[str, str]
    case_ids: dict[str, str] = field(default_factory=dict)

    def files(self, *tales: Tale) -> Act:
        """Begin, fill in, sign and hand in an application for each of the tales."""

        def act(town: Town, told: Told) -> None:
            who, uscc = told.tale.applicant, told.tale.penalty.uscc
            records = {town.record(each.penalty.document_no, uscc).id: each for each in tales}
            actor, tools = town.person(who), town.tools
            batch_id = open_batch(OpenBatch(PROCESS, uscc, tuple(records)), actor=actor, tools=tools)
            for item in get_batch(batch_id, actor=actor, tools=tools).items:
                self._fill_in(town, item, records[item.case.record.id if item.case.record else ""])
            answers = self._common(town, Told(told.tale, next(iter(self.case_ids.values()))))
            for part in (Part.ANSWERS, Part.SIGNING):
                save_common(SaveCommon(batch_id, part, answers), actor=actor, tools=tools)
            items = get_batch(batch_id, actor=actor, tools=tools).items
            filing = file_batch(FileBatch(batch_id, frozenset(each.seen for each in items)), actor=actor, tools=tools)
            if filing.failed:
                raise filing.failed[0].error
            self.belongs()(town, told)

        return act

    def belongs(self) -> Act:
        """Tell on of one of the cases."""

        def act(town: Town, told: Told) -> None:
            del town
            told.case_id = self.case_ids[told.tale.penalty.document_no]

        return act

    def _fill_in(self, town: Town, item: BatchItem, tale: Tale) -> None:
        """Fill in what belongs to one record."""
        told = Told(tale, item.case.id)
        self.case_ids[tale.penalty.document_no] = told.case_id
        form = item.detail.form if item.detail else {}
        papers = [name for name in needed(tale) if name != SIGNING_PAPER]
        answers = filled_in(town, told, self.said[item.document_no]) | hands_in(town, told, papers)
        keeps(town, told, {key: value for key, value in answers.items() if key in keys_of(form, Part.OWN)})

    def _common(self, town: Town, told: Told) -> dict[str, object]:
        """Return what is answered and signed once."""
        return filled_in(town, told) | hands_in(town, told, [SIGNING_PAPER])
