"""The history of a case whose sites are late says each thing once, and no name after two colons."""

from datetime import UTC, datetime

from builders import Service
from page_readers import hand_in, reader

from workflow_app.services.cases import get_case
from workflow_app.services.views import HistoryEntry
from workflow_app.web.pages.history import told_history

AT = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)


def test_what_is_late_is_told_once_as_a_limit_and_once_as_its_sites(service: Service) -> None:
    case_id = hand_in(reader(service, "applicant_b")).rpartition("/")[2]
    case = get_case(case_id, actor=service.actor("first_reviewer"), tools=service.tools)
    entries = [
        HistoryEntry(AT, "", "case.overdue", {"clock": "repair.result"}),
        HistoryEntry(AT, "", "case.overdue", {"what": "removals"}),
        HistoryEntry(AT, "", "site.removal_verified", {}),
    ]
    with service.app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        titles = [line.title for line in told_history(case, entries)]
    assert titles == ["超期，已上报：办理结果时限", "网站逾期未撤下，已督办", "已核验撤下"]
