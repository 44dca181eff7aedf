"""An office in which cases of the ordinary procedure have ended in several ways, and a draft of it."""

from collections.abc import Callable
from datetime import timedelta

from approval_office import ApprovalOffice
from walkers import shipped

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.replays import ReplayStatus
from workflow_app.services.cases import get_case
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.replay_views import ReplayLine, get_replay
from workflow_app.services.replays import begin_replay
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

KEY = "ordinary_approval"
DIAGRAM = f"{KEY}.bpmn"
REVIEWED = {"review_opinion": "AGREE", "review_findings": "材料齐全，方案可行。"}
REFUSE = {"decision": "REFUSE", "decision_reason": "消纳场已满。"}


class PastOffice(ApprovalOffice):
    """An office in which cases have ended in several ways."""

    def submitted(self) -> CaseView:
        return self.hand_in(self.begin(KEY))

    def reviewed(self) -> CaseView:
        case = self.complete(self.submitted(), "intake", acceptance="ACCEPT")
        self.pass_time(hours=30)
        return self.complete(case, "first_reviewer", **REVIEWED)

    def granted(self) -> CaseView:
        return self.complete(self.reviewed(), "decider", decision="GRANT")

    def refused(self) -> CaseView:
        return self.complete(self.reviewed(), "decider", **REFUSE)

    def withdrawn(self) -> CaseView:
        case = self.submitted()
        return withdraw_case(WithdrawCase(case.id, "不办了"), actor=self.people["applicant"], tools=self.tools)

    def silent(self) -> CaseView:
        """Accepted by silence, as nobody looked at it in time, then granted."""
        case = self.submitted()
        self.reach(self.clock.now() + timedelta(days=16))
        case = get_case(case.id, actor=self.people["first_reviewer"], tools=self.tools)
        return self.complete(self.complete(case, "first_reviewer", **REVIEWED), "decider", decision="GRANT")

    def replayed(self, draft: str, writer: Actor) -> list[ReplayLine]:
        """Replay all finished cases through a draft and return what became of each, as they ended."""
        begin_replay(draft, actor=writer, tools=self.tools)
        self.work()
        view = get_replay(draft, actor=writer, tools=self.tools)
        assert view is not None
        assert view.summary.status is ReplayStatus.DONE
        return list(reversed(view.lines))


def draft_of(office: PastOffice, writer: Actor, path: str = "", change: Callable[[bytes], bytes] | None = None) -> str:
    """Begin a draft, with one of its files changed."""
    draft = begin_draft(KEY, "试", actor=writer, tools=office.tools)
    if change is not None:
        content = shipped(KEY)[path]
        assert change(content) != content
        save_file(draft, path, change(content), seen=digest(content), actor=writer, tools=office.tools)
    return draft
