"""Take the pictures of the guides anew from a running demonstration, in both languages, into docs/images/guides.

Begin with a fresh one (`make run` without `var/`): what is opened for a picture stays as a draft.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from browser import find_browser
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "guides"
PASSWORD = "Demo-2026-pass"  # noqa: S105 - of the demonstration, told on its login page
WIDE: ViewportSize = {"width": 1280, "height": 860}
TALL: ViewportSize = {"width": 1280, "height": 1160}
PHONE: ViewportSize = {"width": 390, "height": 780}
LANGUAGES = ("zh", "en")
QUALITY = 80
THEN = " then "
DRAFT = "main a[href^='/studio/drafts/']"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: who sees what, how wide, and which links to follow first, one after the other."""

    name: str
    who: str
    path: str
    size: ViewportSize
    follow: str = ""


PICTURES = (
    Picture("applicant-home", "applicant_b", "/my", PHONE),
    Picture("applicant-before", "applicant_b", "/my", PHONE, "a[href$='/apply']"),
    Picture("applicant-question", "applicant_l", "/my", PHONE, "main a[href^='/my/tasks/']"),
    Picture("applicant-case", "applicant_b", "/my", PHONE, "main a[href^='/my/cases/']"),
    Picture("applicant-matter", "applicant_s", "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE", PHONE),
    Picture("applicant-deferral", "applicant_s", "/my", PHONE, "main a[href$='#deferred']"),
    Picture("applicant-permit", "applicant_ad", "/my/permits", PHONE),
    Picture("desk-inbox", "intake", "/desk?scope=group", WIDE),
    Picture("desk-task", "first_reviewer", "/desk?scope=mine", WIDE, "a[data-open][href^='/desk/tasks/']"),
    Picture("desk-decision", "decider", "/desk?scope=group", PHONE, "a[data-open][href^='/desk/tasks/']"),
    Picture("desk-deferral", "decider", "/desk?scope=group", WIDE, "a[data-open][href^='/desk/tasks/']"),
    Picture("desk-permit", "decider", "/desk/permits", WIDE, "main a[href^='/desk/permits/']"),
    Picture("desk-pledge", "credit_office", "/desk/pledges", WIDE),
    Picture("desk-section", "section_head", "/desk/section", WIDE),
    Picture("window-find", "window", "/desk/window?q=砺石", WIDE),
    Picture(
        "window-person",
        "window",
        "/desk/window?q=砺石",
        TALL,
        f"main a[href^='/desk/window/subjects/']{THEN}main a.btn-primary[href^='/desk/window/records/']",
    ),
    Picture("window-permit", "window", "/desk/window?show=ended", TALL, "main a[href^='/desk/window/cases/']"),
    Picture("admin-parameters", "system_admin", "/admin/parameters", WIDE),
    Picture("admin-calendars", "system_admin", "/admin/calendars", WIDE),
    Picture("studio-home", "process_admin", "/studio", WIDE),
    Picture("studio-draft", "process_admin", "/studio", WIDE, DRAFT),
    Picture(
        "studio-diagram", "process_admin", "/studio", WIDE, f"{DRAFT}{THEN}main a[href*='/diagram?show=fine_large']"
    ),
    Picture("studio-letter", "process_admin", "/studio", WIDE, f"{DRAFT}{THEN}main a[href$='/letters/t22_grant.toml']"),
    Picture("admin-audit", "auditor", "/admin/audit", WIDE),
)


def main() -> None:
    """Take every picture, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="where the demonstration answers")
    parser.add_argument("names", nargs="*", help="pictures to take; all without a name")
    asked = parser.parse_args()
    chosen = [each for each in PICTURES if not asked.names or each.name in asked.names]
    chromium = find_browser()
    if chromium is None:
        parser.exit(1, "Chromium is missing: python3 scripts/browser.py\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in LANGUAGES:
            for each in chosen:
                with browser.new_context(base_url=asked.at, viewport=each.size) as context:
                    context.add_cookies([{"name": "lang", "value": language, "url": asked.at}])
                    take(context.new_page(), each, TARGET / language / f"{each.name}.jpg")
        browser.close()


def take(page: Page, picture: Picture, target: Path) -> None:
    """Log in, open the page, and keep what is seen of it first."""
    page.goto("/login")
    page.fill("#username", picture.who)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.goto(picture.path)
    for link in filter(None, picture.follow.split(THEN)):
        page.goto(str(page.locator(link).first.get_attribute("href")))
    page.wait_for_load_state("networkidle")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, type="jpeg", quality=QUALITY)
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
