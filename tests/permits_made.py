"""Permits in a demonstration: one in force, one revoked, one whose time is over, of subjects of one applicant."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import permit_process as trial
from office import HandClock

from workflow_app.config import Environment, Settings
from workflow_app.domain.actors import Actor
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import ZONE, local_date
from workflow_app.parts import build
from workflow_app.services import background
from workflow_app.services.tools import Tools

CONTENT = "核准处置工程渣土12,000立方米，运输车辆8台，消纳场所为中牟县东部建筑垃圾消纳场。"
ROAD = "占用人行道12平方米，用于店面装修围挡。"
CONDITIONS = "按照核准的时间、路线和消纳场所运输；车辆密闭，不得沿途遗撒。"
GROUND = "核查发现运输车辆没有密闭，责令限期整改后仍未改正。"
B, F, K = (SUBJECT_BY_KEY[key].uscc for key in ("B", "F", "K"))


def make_permits(data: Path) -> None:
    """Let the applicant of B, F and K have three permits by the morning on which a demonstration begins."""
    built = build(Settings(Environment.DEMO, data, f"sqlite:///{data}/workflow_app.sqlite3", "http://127.0.0.1:8000"))
    try:
        clock = HandClock(datetime(2026, 8, 3, 10, tzinfo=ZONE))
        tools = replace(built.tools, clock=clock)
        trial.publish(tools)
        applicant, decider = (_actor(tools, name) for name in ("applicant_b", "decider"))
        trial.grant(
            tools, applicant, decider, K, "ROAD_OCCUPATION", permit_content="占用人行道12平方米，用于店面装修围挡。"
        )
        clock.instant = datetime(2026, 9, 22, 10, tzinfo=ZONE)
        ended = trial.grant(tools, applicant, decider, F, "OUTDOOR_ADVERTISING")
        clock.instant = datetime(2026, 9, 28, 15, tzinfo=ZONE)
        trial.step(tools, ended, decider, end_reason=GROUND)
        said = {"permit_content": CONTENT, "permit_conditions": CONDITIONS}
        trial.grant(tools, applicant, decider, B, "CONSTRUCTION_WASTE", **said)
        background.run_due(tools)
    finally:
        built.close()


def _actor(tools: Tools, username: str) -> Actor:
    with tools.database.read() as unit:
        account = unit.accounts.find_by_username(username)
        assert account is not None
        found = unit.accounts.find_actor(account.id, today=local_date(tools.clock.now()))
        assert found is not None
        return found
