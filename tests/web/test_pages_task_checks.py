"""Beside the opinion stand the checks of the service, each with its source; the preview tells what stands out."""

from builders import Service
from page_readers import first_task, hand_in, reader

LINES = (
    ("one record carries it.", "Records of this authority"),
    ("Class: ", "Rules of the record"),
    ("No file of this case was handed in with another one.", "Digests of all files handed in"),
    ("No repair of the same behaviour within the period of the rule.", "Earlier repairs of this enterprise"),
    ("Date: paid on 20 May 2026", "Application and decision"),
)


def test_every_check_says_whence_it_is_known(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    first = reader(service, "first_reviewer")
    page = first.get(first_task(first))
    checks = [" ".join(each.text_content().split()) for each in page.all("//ul[@class='xn-checks']/li")]
    for text, source in LINES:
        assert any(text in each and f"Source: {source}" in each for each in checks), text
    assert all("Source: " in each for each in checks)
    preview = first.get(f"{first_task(first)}/preview")
    assert "Source: Application and register" in preview.text, "an agent hands in for the representative"
    assert "one record carries it." not in preview.text, "what is in order stands on the page alone"
