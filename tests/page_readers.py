"""Readers of the pages: they read HTML, fill in the forms they find there, and say which answer they expect."""

import io
import re
from functools import cache

from argon2 import PasswordHasher
from builders import NO_PASSWORD, PDF, Service
from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.services.sessions import sign_in
from workflow_app.web.auth import SESSION_TOKEN

Fields = dict[str, object]
PASSWORD = "Reader-2026-pass"

APPLICATION: Fields = {
    "paid_on": "2026-05-20",
    "receipt_no": "4100260520001",
    "paid_amount": "20000.00",
    "rectification_summary": "全部车辆已加装密闭装置并通过验收，今后每日出车前检查。",
    "rectified_on": "2026-05-18",
    "contact_phone": "13800138000",
    "appeal_declaration": "NONE",
    "pledge": ["MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED"],
    "signer_role": "LEGAL_REPRESENTATIVE",
    "signer_name": "王建军",
}
FIRST_AGREES: Fields = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


def receipt(content: bytes = PDF) -> tuple[io.BytesIO, str, str]:
    """Return a file to upload."""
    return io.BytesIO(content), "receipt.pdf", "application/pdf"


def papers() -> Fields:
    """Return every file that the application of B asks for."""
    return {"receipt": receipt(), "rectification": receipt(), "t16": receipt()}


class Page:
    """One answer, read as HTML."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        is_page = answer.mimetype == "text/html" and answer.content_length
        self.root = html.fromstring(answer.get_data(as_text=True) if is_page else "<html></html>")

    @property
    def text(self) -> str:
        """Return what can be read, in one line."""
        return " ".join(self.root.text_content().split())

    @property
    def location(self) -> str:
        """Return where the answer sends the browser."""
        return self.answer.headers["Location"]

    def all(self, path: str) -> list[html.HtmlElement]:
        """Return what an XPath finds."""
        return list(self.root.xpath(path))

    def link(self, words: str) -> str:
        """Return the address behind the link with these words."""
        (found,) = {each.get("href") for each in self.all("//a") if words in each.text_content()}
        return found

    def form(self, path: str) -> tuple[str | None, MultiDict[str, object]]:
        """Return where a form goes and what it would send as it stands."""
        (form,) = self.all(path)
        return form.get("action"), MultiDict([(name, value) for name, value in form.form_values() if name])


class Reader:
    """Somebody before a browser, which keeps its cookies and the token of the page seen last."""

    def __init__(self, service: Service, client: FlaskClient, *, lang: str = "en") -> None:
        self.service = service
        self.client = client
        self.client.set_cookie("lang", lang)
        self._csrf = ""

    def get(self, path: str, *, expect: int = 200) -> Page:
        """Open a page."""
        return self._open("GET", path, expect)

    def get_to(self, path: str) -> Page:
        """Open a page, following wherever it leads."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:3000]
        page = Page(answer)
        self._csrf = next(iter(page.all("//meta[@name='csrf-token']/@content")), self._csrf)
        return page

    def post(
        self, path: str, fields: MultiDict[str, object] | Fields, *, expect: int = 303, sent_from: str = ""
    ) -> Page:
        """Send a form, from the page with an address if that is said."""
        return self._open("POST", path, expect, sent_from=sent_from, data=fields)

    def press(self, page: Page, action: str, *, expect: int = 303) -> Page:
        """Press the one button that leads to an action."""
        target, fields = page.form(f"//form[contains(@action, '{action}')]")
        return self.post(str(target), fields, expect=expect)

    def submit(self, page: Page, form_id: str, fields: Fields, *, at: str = "", expect: int = 303) -> Page:
        """Send a form of a page with some fields filled in."""
        action, data = page.form(f"//form[@id='{form_id}']")
        for name, value in fields.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        return self.post(action or at, data, expect=expect)

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str], *, expect: int) -> TestResponse:
        """Send bytes as a script of the page seen last does."""
        told = {"X-CSRFToken": self._csrf, **headers}
        answer = self.client.open(path, method=method, data=body, headers=told, buffered=True)
        assert answer.status_code == expect, f"{answer.status_code}: {answer.get_data(as_text=True)[:3000]}"
        return answer

    def _open(self, method: str, path: str, expect: int, *, sent_from: str = "", **options: object) -> Page:
        headers = {"X-CSRFToken": self._csrf} if self._csrf else {}
        headers |= {"Referer": sent_from} if sent_from else {}
        answer = self.client.open(path, method=method, headers=headers, buffered=True, **options)
        assert answer.status_code == expect, f"{answer.status_code}: {answer.get_data(as_text=True)[:3000]}"
        page = Page(answer)
        self._csrf = next(iter(page.all("//meta[@name='csrf-token']/@content")), self._csrf)
        return page


def reader(service: Service, username: str | None = None, *, lang: str = "en", password: str = PASSWORD) -> Reader:
    """Return somebody who looks at pages, signed in with a session; None is a stranger."""
    client = service.client()
    if username is not None:
        with client.session_transaction() as session:
            session[SESSION_TOKEN] = _begin(service, username, password)
    return Reader(service, client, lang=lang)


def _begin(service: Service, username: str, password: str) -> str:
    """Give an account that has none a password, sign it in and return the secret of its session."""
    with service.tools.database.write() as work:
        account = work.accounts.lock_by_username(username)
        assert account is not None
        if account.password_hash == NO_PASSWORD:
            account.password_hash = _hash()
        work.commit()
    return sign_in(SignIn(username, password), tools=service.tools).token


@cache
def _hash() -> str:
    """Return a hash that is soon verified: how long one takes is tried elsewhere, and stands in the hash itself."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


def start_application(who: Reader) -> str:
    """Ask for the repair of the one record that can be repaired, and return where its form is."""
    before = who.get(who.get("/my").all("//a[contains(@href, '/apply')]/@href")[0])
    return who.press(before, "/apply").location


def whole(task: str) -> str:
    """Return where all questions of a step stand on one page."""
    return f"{task}?all=1"


def fill_in(who: Reader, task: str) -> Page:
    """Fill in the application and return the page that shows the answers once more."""
    checked = who.submit(who.get(whole(task)), "answers", {**APPLICATION, **papers(), "act": "check"})
    return who.get(checked.location)


def hand_in(who: Reader) -> str:
    """Apply from the first click to the last, have it accepted, and return where the case is."""
    done = who.submit(fill_in(who, start_application(who)), "submit", {"act": "submit"}).location
    case = done.removesuffix("/submitted")
    who.service.accept()
    return case


def first_task(who: Reader) -> str:
    """Return where the first task of somebody's section is."""
    return who.get("/desk").all("//a[@data-open]/@href")[0]


def decide(service: Service, username: str, opinion: Fields) -> None:
    """Do the first task of somebody's section."""
    who = reader(service, username)
    answer(who, first_task(who), opinion)


def answer(who: Reader, task: str, opinion: Fields) -> None:
    """Do a task of the staff, with the last look where its letter is shown before it goes."""
    sent = who.submit(who.get(task), "opinion", opinion)
    if "confirm" in sent.location:
        who.submit(who.get(sent.location), "confirm", {"act": "submit"})


def grant(service: Service) -> str:
    """Take a repair from the application to the grant and return where the case is."""
    case = hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    decide(service, "decider", {"decision": "GRANT"})
    return case


def signed_out(service: Service) -> tuple[FlaskClient, dict[str, str]]:
    """Return a browser whose cookie still lives while its session is over, and the token of a page it kept."""
    client = service.client()
    token = token_of(client)
    with client.session_transaction() as session:
        session["token"] = "over"
    return client, {"X-CSRFToken": token}


def token_of(client: FlaskClient, path: str = "/login") -> str:
    """Return the token that a page carries."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(path).get_data(as_text=True))
    assert found
    return found[1]
