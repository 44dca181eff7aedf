"""Feeds (RSS 2.0) of what is made public, and what robots are told."""

from collections.abc import Sequence
from email.utils import format_datetime

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from workflow_app.services.public_feeds import FeedItem, feed_of_records, feed_of_repairs
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.limits import limiter

pages = Blueprint("public_feeds", __name__)
OFTEN = "30 per minute"
ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /login
Disallow: /register
Disallow: /forgotten
Disallow: /public/cases
Disallow: /public/letters
"""
"""Lists and records stay open to robots, or they would never read there that they are to forget them."""


@pages.get("/public/feed.xml")
@limiter.limit(OFTEN)
def records() -> Response:
    """Tell which records are shown, the newest first."""
    return _feed(_("Published records"), "/public", "/public/feed.xml", feed_of_records(tools=current_tools()))


@pages.get("/public/repairs/feed.xml")
@limiter.limit(OFTEN)
def repairs() -> Response:
    """Tell which repairs are on display, the newest first."""
    items = feed_of_repairs(tools=current_tools())
    return _feed(_("Intended repairs"), "/public/repairs", "/public/repairs/feed.xml", items)


@pages.get("/robots.txt")
def robots() -> Response:
    """Tell robots where they have no business."""
    return Response(ROBOTS, mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"})


def forget(response: Response) -> Response:
    """Ask robots to keep nothing: what is shown for a time is not to be found elsewhere after it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _feed(title: str, page: str, own: str, items: Sequence[FeedItem]) -> Response:
    tools = current_tools()
    written = render_template(
        "public/feed.xml",
        title=title,
        about=_("What is public at present, the newest first. What was taken down is not here any more."),
        base=tools.base_url,
        page=page,
        own=own,
        items=items,
        language="zh-CN" if current_language() == "zh" else "en",
        built=format_datetime(tools.clock.now()),
        written=format_datetime,
    )
    return forget(Response(written, mimetype="application/rss+xml"))
