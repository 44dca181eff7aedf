"""A clean enterprise asks for an approval by pledge: S01 to S06, through the service (rule 2.2)."""

from datetime import datetime
from pathlib import Path
from typing import Self

from approval_office import CLEAN, ApprovalOffice
from prepared import prepared

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.time import ZONE
from workflow_app.models import DualRecord, Notice, Permit, Pledge, PledgeBreach
from workflow_app.services.cases import get_case
from workflow_app.services.opening import open_case
from workflow_app.services.views import CaseView

ECOLOGY, EIA = "ZZ_ECOLOGY", "EIA_APPROVAL"
SIGNED_ON = datetime(2026, 7, 1, 9, 30, tzinfo=ZONE)
"""The Wednesday of S01."""
CONDITIONS = ("treatment_built", "emission_limits", "place_allowed")
GRANT = {"decision": "GRANT"}


class EcologyOffice(ApprovalOffice):
    """An office of the environment, with everybody who has a part in an approval by pledge."""

    @classmethod
    def ready(cls, database_url: str, folder: Path) -> Self:
        """Return the office of the environment on the morning of S01."""

        def prepare() -> None:
            made = cls(database_url, folder)
            made.staff()
            made.close()

        prepared("office of pledges", database_url, folder, prepare)
        made = cls(database_url, folder, seeded=True)
        made.clock.instant = SIGNED_ON
        with made.tools.database.read() as unit:
            made.authority = unit.authorities.get_by_code(ECOLOGY)
        return made

    def staff(self) -> None:
        """Hire those who work there."""
        with self.tools.database.read() as unit:
            self.authority = unit.authorities.get_by_code(ECOLOGY)
        for name, role in (
            ("eco_intake", Role.INTAKE),
            ("eco_decider", Role.DECIDER),
            ("eco_verifier", Role.VERIFIER),
            ("eco_reviewer", Role.FIRST_REVIEWER),
            ("eco_second", Role.SECOND_REVIEWER),
            ("eco_head", Role.SECTION_HEAD),
            ("eco_watch", Role.SUPERVISOR),
        ):
            self.hire(name, role)

    def apply_by_pledge(self, **wanted: str) -> CaseView:
        """Open a case and hand the application in; the notice is issued."""
        case = self.begin("pledge_approval", **{"matter": EIA, "authority": ECOLOGY} | wanted)
        values = {
            "application_content": "年产二万吨再生骨料项目，位于产业集聚区。",
            "contact_phone": "13800000000",
            "electronic_service_consent": True,
        }
        return self.complete(case, "applicant", **(values | self.papers(case)))

    def pledge(self, case: CaseView, **changed: object) -> CaseView:
        """Read the notice and sign, everything ticked."""
        return self.complete(case, "applicant", **(self.ticked(case) | changed))

    def ticked(self, case: CaseView) -> dict[str, object]:
        """Return the answers of who ticks everything and signs."""
        form = self.form(case).form
        values: dict[str, object] = {
            str(each["key"]): [option["value"] for option in each["values"]]
            for each in form["components"]  # type: ignore[index] # a form has a list of them
            if each["type"] == "checklist"
        }
        return values | {"signer_role": "LEGAL_REPRESENTATIVE", "signer_name": "王建军"}

    def granted(self, **wanted: str) -> CaseView:
        """Bring a case to its grant, a person deciding."""
        case = self.pledge(self.apply_by_pledge(**wanted))
        case = self.complete(case, "eco_intake", acceptance="ACCEPT")
        return self.complete(case, "eco_decider", **GRANT)

    def repair_of_breach(self, record_id: str) -> CaseView:
        """Have the record of a breach repaired, the sites looked at."""
        actor = self.agent(CLEAN, "applicant")
        case = open_case(OpenCase("credit_repair", CLEAN, {"record_id": record_id}), actor=actor, tools=self.tools)
        values = {
            "promise_state": "PUT_RIGHT",
            "promise_done_on": "2026-11-02",
            "promise_summary": "废气治理设施已按报告表建成并通过验收。",
            "contact_phone": "13800000000",
            "appeal_declaration": "NONE",
            "electronic_service_consent": True,
        }
        case = self.complete(case, "applicant", **values, **self.ticked(case), **self.papers(case))
        case = self.complete(case, "eco_intake", acceptance="ACCEPT")
        case = self.complete(case, "eco_reviewer", first_opinion="AGREE", duties=["PROMISE_KEPT"])
        case = self.complete(case, "eco_second", second_opinion="AGREE")
        case = self.complete(case, "eco_decider", **GRANT)
        self.work()
        self.pass_time(hours=4)
        self.pass_time(hours=4)
        return self.seen(case, "applicant")

    def checks(self, case: CaseView, result: str, **found: str) -> CaseView:
        """Have the verifier check the pledge; what is not named is found true."""
        values: dict[str, object] = {"check_method": "ON_SITE", "checked_by": "核查一组", "post_check": result}
        values["checked_on"] = self.clock.now().astimezone(ZONE).date().isoformat()
        for key in self.conditions(case):
            values[f"found_{key}"] = found.get(key, "FULFILLED")
            if found.get(key):
                values[f"finding_{key}"] = "现场未见废气治理设施。"
        if result == "RECTIFY":
            values["rectify_what"] = "按报告表建成废气治理设施。"
        return self.complete(case, "eco_verifier", **values)

    def conditions(self, case: CaseView) -> list[str]:
        """Return what the pledge of a case is checked for, as the form of the check asks it."""
        fields = self.form(case, "eco_verifier").form["components"]
        keys = [str(each.get("key", "")) for each in fields]  # type: ignore[attr-defined] # a form has a list of them
        return [each.removeprefix("found_") for each in keys if each.startswith("found_")]

    def seen(self, case: CaseView, who: str = "eco_verifier") -> CaseView:
        """Return a case as somebody sees it now."""
        return self.seen_by_id(case.id, who)

    def seen_by_id(self, case_id: str, who: str = "eco_verifier") -> CaseView:
        """Return a case that something else has opened, as somebody sees it now."""
        return get_case(case_id, actor=self.people[who], tools=self.tools)

    def at(self, year: int, month: int, day: int, hour: int = 9) -> None:
        """Move time on to a morning, with everything that becomes due before."""
        self.reach(datetime(year, month, day, hour, 30, tzinfo=ZONE))

    def pledge_row(self, case: CaseView) -> Pledge:
        """Return the pledge of a case."""
        with self.tools.database.read() as unit:
            (found,) = unit.pledges.of_case(case.id)
            return found

    def permit(self, case: CaseView) -> Permit:
        """Return the permit of a case."""
        with self.tools.database.read() as unit:
            found = unit.permits.of_case(case.id)
            assert found is not None
            return found

    def reports(self, case: CaseView) -> list[DualRecord]:
        """Return what is prepared for the public record of permits."""
        with self.tools.database.read() as unit:
            rows = unit.session.query(DualRecord).filter_by(permit_id=self.permit(case).id).order_by(DualRecord.id)
            return list(rows)

    def breach(self, case: CaseView) -> PledgeBreach | None:
        """Return the breach that a case hears."""
        with self.tools.database.read() as unit:
            return unit.breaches.find_of_case(case.id)

    def told(self, case: CaseView, role: Role) -> set[str]:
        """Return what a role was told of a case."""
        with self.tools.database.read() as unit:
            return {each.code for each in unit.session.query(Notice).filter_by(case_id=case.id, role=role.value)}

    def words_of(self, case: CaseView, kind: str) -> str:
        """Return everything that the last letter of a kind says."""
        with self.tools.database.read() as unit:
            found = [each for each in unit.letters.of_cases([case.id]) if each.kind == kind]
            return str(found[-1].data)

    def kinds_of(self, case: CaseView) -> list[str]:
        """Return the kinds of the letters of a case, in order."""
        with self.tools.database.read() as unit:
            return [each.kind for each in unit.letters.of_cases([case.id])]
