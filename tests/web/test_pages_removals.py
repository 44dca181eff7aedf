"""What the desk sees of a site that refuses to take a listing down: the word for it, and an incident, not silence."""

from dataclasses import replace

from builders import Service
from due_works import open_incidents
from moody_sites import ZZ, MoodySites
from page_readers import grant, reader

from workflow_app.services.background import run_due


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
