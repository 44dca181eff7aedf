"""What the desk sees of a site that refuses to take a listing down: the word for it, and an incident, not silence."""

from dataclasses import replace
from datetime import timedelta

from builders import Service
from due_works import open_incidents
from moody_sites import NECIPS, ZZ, MoodySites
from office import HandClock
from page_readers import grant, reader

from workflow_app.services.background import run_due, run_once


def share_secrets(service: Service) -> None:
    with service.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.connector != "OWN":
                site.secret_cipher = service.tools.cipher.encrypt("5" * 64)
        unit.commit()


def test_a_refused_removal_is_called_so_and_becomes_an_incident(service: Service) -> None:
    share_secrets(service)
    tools = replace(service.tools, connector=MoodySites(refuses={ZZ}))
    run_due(tools)
    case = grant(service)
    run_due(tools)

    for path in ("/desk/removals", case.replace("/my/", "/desk/")):
        text = reader(service, "decider").get(path).text
        assert text.count("refused by the site") == 1
        assert text.count("order received, not yet checked") == 1
    assert [(each.code, each.detail) for each in open_incidents(tools)] == [("SITE_REFUSED", "SITE_REFUSED")]


def test_what_is_chosen_on_the_board_is_urged_ordered_again_and_written_about(service: Service) -> None:
    share_secrets(service)
    sites = MoodySites(refuses={ZZ})
    tools = replace(service.tools, connector=sites)
    run_due(tools)
    grant(service)
    run_due(tools)
    clerk = reader(service, "data_clerk")
    chosen = clerk.get("/desk/removals?state=refused").all("//input[@name='removals']/@value")
    assert chosen, "what is refused may be chosen"
    page = clerk.get("/desk/removals?state=refused")
    sent = clerk.submit(page, "board", {"removals": chosen, "act": "urge"})
    assert sent.location == "/desk/removals?state=refused"
    assert "urged 1 time" in clerk.get("/desk/removals").text
    clerk.submit(clerk.get("/desk/removals"), "board", {"removals": chosen, "act": "order"})
    assert "ordered again" in clerk.get("/desk/removals").text
    form = clerk.submit(clerk.get("/desk/removals"), "board", {"removals": chosen, "act": "letter"}, expect=200)
    back = clerk.submit(form, "letter-form", {"due_on": "soon"}, expect=422)
    assert back.all("//input[@id='due_on'][@aria-invalid]")
    clerk.submit(form, "letter-form", {"recipient": "信用郑州运行单位"})
    assert "Written:" in clerk.get("/desk/removals").text


def test_nothing_chosen_and_things_not_offered_do_nothing(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    clerk.get("/desk/removals")
    for fields in ({"act": "urge"}, {"act": "letter"}, {"act": "destroy", "removals": "x"}, {}):
        clerk.post("/desk/removals", dict(fields), expect=303)
    assert "Choose at least one removal first" in clerk.get("/desk/removals").text
    decider = reader(service, "decider")
    decider.get("/desk/removals")
    decider.post("/desk/removals", {"act": "urge", "removals": "x"}, expect=403)
    clerk.get("/desk/removals?state=nonsense&site=%25&authority=nowhere&q=%27")
    clerk.post("/desk/removals", {"act": "urge", "removals": "no id", "back": "//evil.example"}, expect=404)


def test_a_case_that_has_ended_says_on_which_site_its_record_shows_again(service: Service) -> None:
    share_secrets(service)
    sites = MoodySites()
    clock = HandClock(service.tools.clock.now())
    tools = replace(service.tools, connector=sites, clock=clock)
    run_due(tools)
    case = grant(service)
    run_due(tools)
    clock.instant += timedelta(minutes=2)
    run_due(tools)
    sites.removed.pop()
    clock.instant += timedelta(days=1)
    sites.silent = {ZZ, NECIPS} if run_once(tools, owner="looker") else set()
    run_due(tools)
    for path, who in ((case, "applicant_b"), (case.replace("/my/", "/desk/"), "decider")):
        page = reader(service, who).get(path)
        assert "Shown again on:" in page.text
        assert "Completed, removed everywhere" in page.text
    assert "case ended" in reader(service, "decider").get("/desk/removals?state=back").text
