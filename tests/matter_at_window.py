"""A clerk files for permits at the counter: an office with matters, and every step of a filing through the services."""

import io
from collections.abc import Mapping

from approval_office import CLEAN, ApprovalOffice
from at_window import OWNER, PHONE
from builders import PDF
from office import Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.commands.window import ApplyAtWindow, AtCounter, HandIn, KeepSigned
from workflow_app.services.cases import get_case
from workflow_app.services.documents import upload_document
from workflow_app.services.tasks import save_draft
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.window_handing import hand_in, keep_signed
from workflow_app.services.window_opening import open_at_window
from workflow_app.services.window_views import behalf_of, window_case

PERSON = AtCounter(OWNER, "LEGAL_REPRESENTATIVE", "ID_CARD", PHONE)
SAID: Mapping[str, object] = {
    "application_content": "中牟县广惠街项目土方3.2万立方米，2026年10月10日至11月30日外运。",
    "electronic_service_consent": False,
}


class Counter:
    """A clerk of the window of an office, and what they do there."""

    scans = 0

    def __init__(self, office: Office, name: str = "counter", uscc: str = CLEAN) -> None:
        self.office = office
        if isinstance(office, ApprovalOffice):
            office.settle(uscc)
        self.clerk = office.hire(name, Role.WINDOW)
        with self.tools.database.read() as unit:
            subject = unit.subjects.find_by_uscc(uscc)
            assert subject is not None
            self.subject_id = subject.id

    @property
    def tools(self) -> Tools:
        """The tools of the office as they are now: it forgets what was compiled."""
        return self.office.tools

    def begin(self, way: str, matter: str, authority: str, person: AtCounter = PERSON) -> str:
        """Begin for a matter and return the id of the case."""
        self.office.forget_compiled()
        command = ApplyAtWindow(self.subject_id, authority, matter, way, person)
        return open_at_window(command, actor=self.clerk, tools=self.tools)

    def fill_in(self, case_id: str, **answers: object) -> None:
        """Type the answers into the open form: what is demanded is uploaded, every sentence is ticked."""
        behalf = behalf_of(case_id, actor=self.clerk, tools=self.tools)
        draft = window_case(case_id, actor=self.clerk, tools=self.tools).draft
        assert draft is not None
        asked = {str(each.get("key")) for each in draft.form["components"]}
        given: dict[str, object] = {key: value for key, value in SAID.items() if key in asked}
        for each in draft.form["components"]:
            key, needed = str(each.get("key")), bool(each.get("validate", {}).get("required"))
            if each["type"] == "filepicker" and needed and key not in answers:
                given[key] = self.upload(case_id, key, behalf)
            elif each["type"] == "checklist":
                given[key] = [option["value"] for option in each["values"]]
        save_draft(draft.task_id, {**draft.values, **given, **answers}, actor=behalf, tools=self.tools)

    def upload(self, case_id: str, field: str, behalf: Actor | None = None) -> str:
        """Scan a paper that was brought."""
        self.scans += 1
        actor = behalf or behalf_of(case_id, actor=self.clerk, tools=self.tools)
        content = io.BytesIO(PDF + b"%%%d" % self.scans)
        upload = UploadDocument(case_id, f"{field}.pdf", "application/pdf", content, field)
        return upload_document(upload, actor=actor, tools=self.tools).id

    def sign(self, case_id: str) -> None:
        """Keep a scan of what was signed for the answers as they stand."""
        draft = window_case(case_id, actor=self.clerk, tools=self.tools).draft
        assert draft is not None
        assert not draft.wrong, draft.wrong
        self.scans += 1
        page = Proof("signed.pdf", "application/pdf", io.BytesIO(PDF + b"%%s%d" % self.scans))
        keep_signed(KeepSigned(case_id, draft.mark, (page,)), actor=self.clerk, tools=self.tools)

    def hand_in(self, case_id: str) -> CaseView:
        """Hand in what was signed, as of now."""
        self.office.forget_compiled()
        return hand_in(HandIn(case_id, self.tools.clock.now()), actor=self.clerk, tools=self.tools)

    def file(self, case_id: str, **answers: object) -> CaseView:
        """Fill in the open form, have it signed, and hand it in."""
        self.fill_in(case_id, **answers)
        self.sign(case_id)
        return self.hand_in(case_id)

    def seen(self, case_id: str) -> CaseView:
        """Return the case as the clerk sees it."""
        return get_case(case_id, actor=self.clerk, tools=self.tools)
