"""An application that came from another site on the first morning, and that nobody has taken yet."""

from io import BytesIO

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.inbound import InboundChannel, InboundFile, TakeIn
from workflow_app.services.demo_story.applying import answers_of, draw_for, needed, today
from workflow_app.services.demo_story.named import tale
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.inbound import take_in

SITE, OUTSIDE_NO = "CREDIT_CHINA", "XYZG-410100-20260928-000417"
AG = tale("AG/2", "intake", "06-08", "06-22")
FITTED = "已与第三方检测机构签订年度自行监测合同，六月以来按月监测并公开结果，复查合格。"


def pushed() -> list[Event]:
    """Return the arrival."""
    return [Event(at("09-29", "08:52"), _comes, AG.penalty.document_no)]


def _comes(town: Town) -> None:
    penalty = AG.penalty
    answers = answers_of(AG, signer=penalty.representative, today=today(town), said=FITTED)
    del answers["authorisation_until"]
    take_in(
        TakeIn(
            site=SITE,
            outside_no=OUTSIDE_NO,
            channel=InboundChannel.API,
            received_at=at("09-28", "16:40"),
            pushed_at=town.clock.now(),
            uscc=penalty.uscc,
            document_no=penalty.document_no,
            values=answers | {"signer_role": "LEGAL_REPRESENTATIVE"},
            files=tuple(_file(town, field) for field in needed(AG) if field != "authorisation"),
        ),
        actor=SERVICE,
        tools=town.tools,
    )


def _file(town: Town, field: str) -> InboundFile:
    paper = draw_for(town, AG, field)
    return InboundFile(field, paper.filename, paper.media_type, BytesIO(paper.content))
