"""Telling the story of a demonstration into a draft, which takes the place of the empty database when it is whole."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from workflow_app.adapters.blobs import FolderBlobStore
from workflow_app.adapters.demo_papers import TypstPapers
from workflow_app.adapters.demo_papers_ahead import PapersAhead
from workflow_app.adapters.letters_ahead import LettersAhead
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.cli.demo_sites import keep_demo_sites, open_demo_sites
from workflow_app.cli.endings import say
from workflow_app.config import Settings
from workflow_app.domain.contacts import Channel
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date, machine_now
from workflow_app.parts import FONTS, build, open_letters
from workflow_app.repositories.copies import copy_database, is_file
from workflow_app.services.demo import Cast, DemoMade
from workflow_app.services.demo_outbox import OutboxSender
from workflow_app.services.demo_story.cast import NUMBERS_GONE
from workflow_app.services.demo_story.making import end_story, plan_story, tell_story, troubled
from workflow_app.services.demo_story.phones import Telephones
from workflow_app.services.demo_story.time import StoryClock
from workflow_app.services.demo_story.town import Town
from workflow_app.services.tools import Tools

DRAFT = "demo-story"


LONGER_THAN_TOLD = timedelta(hours=6)
"""By how much machine time is ahead, at which it stands still: the story alone says when something is tried again."""


class Make(Protocol):
    """Makes accounts, subjects and demo time for those who take part."""

    def __call__(self, tools: Tools, /, *, cast: Cast) -> DemoMade:
        """Return what was new."""
        ...


def make_with_story(settings: Settings, size: int, make: Make) -> DemoMade:
    """Make the demonstration with its past; what breaks off leaves an SQLite database as it was."""
    folder = settings.data_dir / DRAFT
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        url = settings.database_url
        if is_file(url):
            url = f"sqlite:///{folder / 'draft.sqlite3'}"
            copy_database(settings.database_url, url)
        made = _tell(replace(settings, database_url=url), folder / "sites", size, make)
        keep_demo_sites(folder / "sites", settings.data_dir / "sites")
        if url != settings.database_url:
            copy_database(url, settings.database_url)
        return made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tell(settings: Settings, sites: Path, size: int, make: Make) -> DemoMade:
    logging.getLogger("spiff").setLevel(logging.WARNING)  # it would say of every case that it is over
    clock = StoryClock()
    parts = build(settings, clock=clock, sites=open_demo_sites(settings.data_dir / "sites", sites))
    standing = machine_now() + LONGER_THAN_TOLD
    blobs = FolderBlobStore(settings.data_dir / "documents", together=True)
    phones = Telephones(OutboxSender(Channel.SMS, parts.tools.database, clock), NUMBERS_GONE)
    another = open_letters(settings.letter_fonts, settings.letter_family)
    letters, papers = LettersAhead(parts.tools.letters, another), PapersAhead(*_papers(settings))
    tools = replace(
        parts.tools,
        connector=troubled(parts.tools.connector),
        sms=phones,
        letters=letters,
        blobs=blobs,
        machine=lambda: standing,
    )
    try:
        plan = plan_story(size, tools=tools)
        made = make(tools, cast=plan.cast)
        town = Town(tools, clock, papers, phones)
        tell_story(plan, town, write=write_penalties, heard=_months(), foresee=papers.begin)
        blobs.make_durable()
        end_story(plan, town)
        return made
    finally:
        for each in (papers, letters, parts):
            each.close()


def _papers(settings: Settings) -> tuple[TypstPapers, TypstPapers]:
    """Return two of those who draw, for each draws one paper at a time."""
    folder, family = find("templates") / "papers", settings.letter_family
    return TypstPapers(folder, fonts=[FONTS], family=family), TypstPapers(folder, fonts=[FONTS], family=family)


def _months() -> Callable[[datetime], None]:
    """Return what says each month once."""
    told: set[str] = set()

    def heard(when: datetime) -> None:
        month = f"{local_date(when):%Y-%m}"
        if month not in told:
            told.add(month)
            say(f"Telling what happened in {month} …")

    return heard
