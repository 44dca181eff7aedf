"""Editions of the catalogue that tests write in, and how they are begun, saved, proposed and confirmed."""

from dataclasses import dataclass, replace
from datetime import date

from office import Office

from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import write
from workflow_app.services.matter_beginning import begin_edition
from workflow_app.services.matter_deciding import confirm_edition
from workflow_app.services.matter_desk import get_edition
from workflow_app.services.matter_editing import Terms, propose_edition, save_edition

HERE, WASTE = "ZM_URBAN", "CONSTRUCTION_WASTE"
NEXT = date(2026, 10, 9)
TERMS = Terms(NEXT, "取消容缺受理", "局务会议纪要〔2026〕12号")


@dataclass
class Draft:
    """An edition that a test writes in."""

    office: Office
    id: str

    def seen(self, who: str = "writer") -> tuple[MatterContent, int]:
        page = get_edition(self.id, actor=self.office.people[who], tools=self.office.tools)
        return page.content, page.version

    def save(self, content: MatterContent, *, who: str = "writer", version: int | None = None) -> int:
        number = self.seen()[1] if version is None else version
        actor, tools = self.office.people[who], self.office.tools
        return save_edition(self.id, write(content), TERMS, version=number, actor=actor, tools=tools).version

    def propose(self, who: str = "writer") -> None:
        propose_edition(self.id, version=self.seen()[1], actor=self.office.people[who], tools=self.office.tools)

    def confirm(self, who: str = "head") -> None:
        confirm_edition(self.id, version=self.seen()[1], actor=self.office.people[who], tools=self.office.tools)

    def status(self) -> str:
        with self.office.tools.database.read() as unit:
            return unit.matters.get_edition(self.id).status


def matter_id(office: Office, code: str = WASTE) -> str:
    with office.tools.database.read() as unit:
        found = unit.matters.find(office.authority.id, code)
        assert found is not None
        return found.id


def begin(office: Office, who: str = "writer") -> Draft:
    return Draft(office, begin_edition(matter_id(office), actor=office.people[who], tools=office.tools))


def without_deferral(content: MatterContent) -> MatterContent:
    return replace(content, deferral=replace(content.deferral, offered=False))


def written(office: Office) -> Draft:
    draft = begin(office)
    draft.save(without_deferral(draft.seen()[0]))
    return draft
