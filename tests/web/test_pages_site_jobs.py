"""Work at other sites as clerks meet it: the list, the keys to copy, what is noted, and who looks afterwards."""

import io
from datetime import timedelta

import pytest
from builders import NOW, PDF, URBAN, Service, hire
from page_readers import Reader, papers, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.site_jobs import Connector
from workflow_app.services.background import run_due

SITE = {
    "code": "CREDIT_HN",
    "name_zh": "信用河南",
    "name_en": "Credit Henan",
    "connector": "MANUAL",
    "entry_url": "https://credit.example/office",
    "active": "1",
}


def by_hand(service: Service, connector: Connector = Connector.MANUAL) -> str:
    """Have B's penalty come down at a register that people tell, and return the page of that work."""
    with service.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.code == "NECIPS":
                site.connector, site.entry_url = connector.value, "https://register.example/office"
            if site.code == "CREDIT_ZZ":  # nobody answers there
                site.base_url, site.secret_cipher = "http://127.0.0.1:9", service.tools.cipher.encrypt("5" * 64)
        unit.commit()
    with service.tools.database.write() as unit:
        records = unit.records.search_shown("宏运", today=NOW.date())
        records[0].record.status = "ENDED"
        due_on = (NOW + timedelta(days=3)).date()
        unit.listings.end([records[0].record.id], reason="ENDED", now=NOW, due_on=due_on)
        unit.commit()
    run_due(service.tools)
    clerk = reader(service, "data_clerk")
    return str(clerk.get("/desk/site-jobs").all("//a[@data-open]/@href")[0])


def test_a_clerk_copies_the_keys_opens_the_site_and_a_colleague_confirms(service: Service) -> None:
    here = by_hand(service)
    clerk = reader(service, "data_clerk")
    page = clerk.get(here)
    assert "牟城管罚决字〔2026〕第031号" in page.all("//input[@readonly]/@value")
    assert page.all("//a[@href='https://register.example/office']")
    wrong = clerk.submit(page, "form-done", {}, at=here, expect=422)
    assert "Give the receipt number" in wrong.text
    clerk.submit(clerk.get(here), "form-done", {"receipt_no": "GS-7"}, at=here)
    assert "A colleague who did not must now look" in clerk.get(here).text
    assert not clerk.get(here).all("//form[@id='form-look']")
    colleague = colleague_of(service)
    proof = (io.BytesIO(PDF), "screen.pdf", "application/pdf")
    colleague.submit(colleague.get(here), "form-look", {"act": "SEEN_GONE", "proof": proof}, at=here)
    done = colleague.get(here)
    assert "taken down and looked at" in done.text
    due = " ".join(str(text) for text in done.all("//main//text()"))
    assert "working day" not in due  # what is over is neither due nor overdue
    file = done.all("//a[contains(@href, '/proofs/')]/@href")[0]
    assert clerk.get(str(file)).answer.get_data() == PDF


def test_the_removal_leads_to_its_work_and_an_ordinary_one_says_how_far_it_is(service: Service) -> None:
    here = by_hand(service)
    clerk = reader(service, "data_clerk")
    with service.tools.database.read() as unit:
        job = unit.site_jobs.get(here.rsplit("/", 1)[1]).job
        others = unit.listings.list_of_items([unit.listings.get(job.listing_id or "").listing.item_id])
        listing = next(each.listing.id for each in others if each.site.code == "CREDIT_ZZ")
        removal = unit.listings.find_unconfirmed_removal(listing)
    assert "To be entered at the site" in clerk.get(f"/desk/removals/{job.removal_id}").text
    assert removal is not None
    assert "Do it by hand" in clerk.get(f"/desk/removals/{removal.id}").text


def test_what_waits_is_written_out_downloaded_and_settled(service: Service) -> None:
    by_hand(service, Connector.FILE)
    clerk = reader(service, "data_clerk")
    page = clerk.get("/desk/site-batches")
    clerk.submit(page, "write-NECIPS", {}, at="/desk/site-batches")
    page = clerk.get("/desk/site-batches")
    (link,) = page.all("//a[contains(@href, '.xlsx')]/@href")
    assert clerk.get(str(link)).answer.get_data()[:2] == b"PK"
    number = str(page.all("//a[contains(@href, '.xlsx')]/text()")[0]).removesuffix(".xlsx")
    sheet = f"办理编号,回执编号,办理结果,退回原因\n{number}-001,GS-1,已撤下,\n{number}-999,GS-1,已撤下,\n".encode()
    clerk.submit(page, "receipts-form", {"file": (io.BytesIO(sheet), "回执.csv", "text/csv")})
    page = clerk.get("/desk/site-batches")
    assert f"{number}-999" in page.text
    assert "No work of this site was written out under this number." in page.text


def test_an_administrator_sets_up_a_site_and_changes_how_it_is_told(service: Service) -> None:
    admin = administrator_of(service)
    new = "/admin/sites/new"
    wrong = admin.submit(admin.get(new), "site-form", {**SITE, "connector": "HTTP"}, at=new, expect=422)
    assert "Key: Fill this in" in wrong.text
    admin.submit(admin.get(new), "site-form", SITE, at=new)
    assert "Credit Henan" in admin.get("/admin/sites").text
    here = "/admin/sites/CREDIT_HN"
    stale = admin.get(here)
    changed = {"connector": "ASSISTANCE", "office": "省信用中心"}
    admin.submit(admin.get(here), "site-form", changed, at=here)
    assert "省信用中心" in admin.get("/admin/sites").text
    admin.submit(stale, "site-form", {"name_en": "X"}, at=here, expect=409)
    with service.tools.database.read() as unit:
        site = unit.listings.find_site("CREDIT_HN")
        assert site is not None
        assert (site.connector, site.name_en, site.version) == ("ASSISTANCE", "Credit Henan", 2)


@pytest.mark.parametrize("path", ["/admin/sites/new", "/admin/sites/NECIPS"])
def test_only_system_administrators_set_sites_up(service: Service, path: str) -> None:
    assert reader(service, "auditor").get(path, expect=403)


def test_an_application_is_typed_in_and_a_second_time_is_the_same_case(service: Service) -> None:
    clerk = reader(service, "intake")
    here = "/desk/inbound/new"
    typed = {
        "site": "CREDIT_ZZ", "outside_no": "XY-1", "received_at": "2026-09-25T10:00", "pushed_at": "2026-09-28T09:00",
        "uscc": "91410122MA3X0A0186", "document_no": "牟城管罚决字〔2026〕第031号", "paid_on": "2026-05-20",
        "receipt_no": "豫财410122-0001", "paid_amount": "20000", "contact_phone": "13800000000",
        "rectification_summary": "车辆已全部加装密闭装置，并通过复查。", "appeal_declaration": "NONE",
        "signer_role": "LEGAL_REPRESENTATIVE", "signer_name": "王建军", "rectified_on": "2026-05-18",
        "pledge": [
            "MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED",
        ],
    }  # fmt: skip
    wrong = clerk.submit(clerk.get(here), "inbound-form", {**typed, "outside_no": ""}, at=here, expect=422)
    assert "Number of the application there: Fill this in" in wrong.text
    for said in ("Taken in as case", "This number came before"):
        clerk.submit(clerk.get(here), "inbound-form", {**typed, **papers()}, at=here)
        assert said in clerk.get("/desk/inbound").text
    assert "XY-1" in clerk.get("/desk/inbound").text


def colleague_of(service: Service) -> Reader:
    """Return another data clerk."""
    hire(service, "data_clerk_2", Role.DATA_CLERK, authority=URBAN)
    return reader(service, "data_clerk_2")


def administrator_of(service: Service) -> Reader:
    """Return an administrator of the system."""
    hire(service, "system_admin", Role.SYSTEM_ADMIN)
    return reader(service, "system_admin")


def test_the_request_to_another_office_is_issued_and_downloaded_where_it_was_noted(service: Service) -> None:
    here, clerk = by_hand(service, Connector.ASSISTANCE), reader(service, "data_clerk")
    asked = {"office": "市市场监督管理局", "on": NOW.date().isoformat()}
    clerk.submit(clerk.get(here), "form-submitted", asked, at=here)
    assert "The PDF is being made" in clerk.get(here).text
    run_due(service.tools)
    (link,) = clerk.get(here).all("//a[starts-with(@href, '/letters/')]/@href")
    assert clerk.get(str(link)).answer.get_data()[:5] == b"%PDF-"
