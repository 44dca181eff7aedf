"""An office to try approvals in: applications for matters of the catalogue, handed in as an edition asks for them."""

from datetime import date

from office import Office

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.ids import new_id
from workflow_app.domain.seeds.demo_subjects import SUBJECTS
from workflow_app.domain.time import machine_now
from workflow_app.models import Subject
from workflow_app.services.opening import open_case
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView, LetterView, TaskDetail

WASTE = "CONSTRUCTION_WASTE"
URBAN = "ZM_URBAN"
CLEAN = "91410122MA3X0M1253"
"""S of the story: nothing stands against it."""


class ApprovalOffice(Office):
    """An office whose applicant is the agent of a subject."""

    def settle(self, uscc: str = CLEAN) -> None:
        """Have an enterprise on file about which nothing is known."""
        known = next(each for each in SUBJECTS if each.uscc == uscc)
        with self.tools.database.write() as unit:
            if unit.subjects.find_by_uscc(uscc) is None:
                unit.add(
                    Subject(
                        id=new_id(),
                        kind=known.kind.value,
                        name=known.name,
                        uscc=uscc,
                        legal_representative=known.representative,
                        status="ACTIVE",
                        created_at=machine_now(),
                    )
                )
                unit.commit()

    def begin(self, process: str, *, matter: str = WASTE, uscc: str = CLEAN, authority: str = URBAN) -> CaseView:
        """Open a case about a matter."""
        self.settle(uscc)
        self.forget_compiled()
        command = OpenCase(process, uscc, {"authority": authority, "matter": matter})
        return open_case(command, actor=self.agent(uscc, "applicant"), tools=self.tools)

    def form(self, case: CaseView, who: str = "applicant") -> TaskDetail:
        """Return the one open task of a case with its form, as somebody reads it."""
        (task,) = case.tasks
        return get_task(task.id, actor=self.people[who], tools=self.tools)

    def papers(self, case: CaseView) -> dict[str, object]:
        """Upload a paper for each upload that the open form demands, and return them by field."""
        fields = [
            str(each["key"])
            for each in self.form(case).form["components"]  # type: ignore[index] # a form has a list of them
            if each["type"] == "filepicker" and each.get("validate", {}).get("required")
        ]
        return {field: self.upload(case, field, agent=self.people["applicant"]) for field in fields}

    def hand_in(self, case: CaseView, **changed: object) -> CaseView:
        """Hand an application in whole, with other answers where they are given."""
        answers = {
            "application_content": "中牟县广惠街项目土方3.2万立方米，2026年10月10日至11月30日外运。",
            "contact_phone": "13800000000",
            "electronic_service_consent": True,
            "declaration": ["TRUE", "LIABLE"],
            "signer_role": "LEGAL_REPRESENTATIVE",
            "signer_name": "王建军",
        }
        return self.complete(case, "applicant", **(answers | self.papers(case) | changed))

    def last_day(self, case: CaseView, key: str) -> date:
        """Return the last day of a clock of a case."""
        (due_on,) = (each.due_on for each in case.clocks if each.key == key)
        assert due_on is not None
        return due_on

    def letters_of(self, case: CaseView) -> dict[str, LetterView]:
        """Return the letters of a case by their kind."""
        return {each.kind: each for each in case.letters}
