"""Letters are made by the real typst with the real fonts and read back with Poppler where it is installed."""

import shutil
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from workflow_app.adapters.letters import TypstLetterRenderer
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_changes import Marks, corrected, reissued
from workflow_app.domain.letter_parts import Correction
from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.domain.letters import LetterData, compose

ROOT = Path(__file__).parents[2]
LAYOUTS = ROOT / "templates" / "letters"
PACKAGE = ROOT / "frontend" / "node_modules" / "@expo-google-fonts" / "noto-serif-sc"
BUILT = ROOT / "workflow_app" / "web" / "static" / "dist" / "fonts"
FONTS = [BUILT] if BUILT.is_dir() else [PACKAGE / "400Regular", PACKAGE / "700Bold"]
FAMILY = "Noto Serif SC"

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")

TEXTS = {
    "zh": {
        "title": "准予信用修复决定书",
        "paragraphs": ["经查，{facts}", "准予信用修复，下列网站停止公示："],
        "remedies": "材料虚假的，撤销本决定。",
        "contact": "法制科 0371-62100000",
        "table": {"caption": "停止公示安排", "columns": ["公示网站", "日期"], "row": ["{site}", "{end_on}"]},
    },
    "en": {"title": "Decision Granting Credit Repair", "paragraphs": ["Facts: {facts}"]},
}
VALUES = {
    "authority": "牟城市城市管理局",
    "authority_en": "Moucheng Urban Administration Bureau",
    "number": "牟城管信修准决〔2026〕1号",
    "subject_name": "中牟城建渣土运输有限公司",
    "uscc": "91410122MA3X0B0246",
    "issued_on": date(2026, 8, 19),
    "verify_url": "https://example.org/public/letters/A3C4K7PQRT9X",
    "code": "A3C4K7PQRT9X",
    "facts": "罚款已经缴纳。",
    "rows": [{"site": "信用中国", "end_on": date(2026, 8, 24)}],
}


@pytest.fixture(scope="module")
def renderer() -> TypstLetterRenderer:
    return TypstLetterRenderer(LAYOUTS, fonts=FONTS, family=FAMILY)


def letter(**values: object) -> dict[str, object]:
    return compose(TEXTS, {**VALUES, **values}).to_json()


def run(tmp_path: Path, pdf: bytes, tool: str, *options: str) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    command = [tool, *options, str(path), *(["-"] if tool == "pdftotext" else [])]
    found = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - fixed commands on our own file
    return found.stdout.decode()


def words(tmp_path: Path, pdf: bytes) -> str:
    """The text of all pages without spaces, line breaks and break opportunities."""
    return "".join(run(tmp_path, pdf, "pdftotext").replace("\u200b", "").split())


@needs_poppler
@pytest.mark.parametrize("kind", ["T22_GRANT", "T22_REFUSE", "T24"])
def test_a_letter_says_all_that_was_frozen(renderer: TypstLetterRenderer, tmp_path: Path, kind: str) -> None:
    text = words(tmp_path, renderer.render(kind, letter()))
    for part in (
        *("牟城市城市管理局", "牟城管信修准决〔2026〕1号", "准予信用修复决定书", "中牟城建渣土运输有限公司"),
        *("91410122MA3X0B0246", "罚款已经缴纳。", "信用中国", "2026年8月24日", "材料虚假的", "法制科"),
        *("2026年8月19日", "（印章）", "https://example.org/public/letters/A3C4K7PQRT9X", "A3C4K7PQRT9X"),
        *("DecisionGrantingCreditRepair", "19August2026", "MouchengUrbanAdministrationBureau", "—1—"),
    ):
        assert part in text or (part == "—1—" and kind == "T24")  # the letter form has no number on its first page


@needs_poppler
def test_a_short_letter_has_its_english_version_on_the_second_page(
    renderer: TypstLetterRenderer, tmp_path: Path
) -> None:
    assert "Pages:           2" in run(tmp_path, renderer.render("T22_GRANT", letter()), "pdfinfo")


@needs_poppler
@pytest.mark.parametrize("path", sorted(ROOT.glob("bpmn/*/letters/*.toml")), ids=lambda path: path.stem)
def test_every_shipped_letter_can_be_filled_and_printed(
    renderer: TypstLetterRenderer, tmp_path: Path, path: Path
) -> None:
    texts = tomllib.loads(path.read_text())
    samples = {name: f"示例{name}" for name in placeholders(texts)}
    repeated = {name: [samples] for name in ("notice", "sentences")}
    data = compose(texts, {**dict.fromkeys(conditions(texts), True), **repeated, **samples, **VALUES}).to_json()
    text = words(tmp_path, renderer.render(texts["kind"], data))
    assert all(f"示例{name}" in text for name in samples.keys() - VALUES.keys() - {"site", "end_on"})


LONG = {
    "subject_name": "河南省中牟县" + "城乡建筑垃圾清运综合利用与环境治理工程" * 3 + "股份有限公司第一分公司",
    "authority": "河南省郑州航空港经济综合实验区综合行政执法局城市管理分局",
    "rows": [
        {
            "site": "行业主管部门监管信息公开平台（河南省住房和城乡建设厅）",
            "end_on": date(2026, 8, 24),
            "verified": "2026年8月24日 10:32",
            "no": number,
            "subject": "中牟城建渣土运输有限公司（91410122MA3X0B0246）",
            "document_no": "牟城管罚决字〔2026〕第031号",
            "listing_no": "01a1fe63-90bf-74c8-8150-69e0dd24b652",
            "ground": "已准予信用修复",
            "duty": "按照责令改正通知书的要求加装密闭装置" * 15,
            "performed_on": date(2026, 5, 20),
            "evidence": "豫财410122-0001",
            "max_until": date(2027, 3, 2),
        }
        for number in range(1, 15)
    ],
}


def ends_of_words(tmp_path: Path, pdf: bytes) -> list[float]:
    """How far to the right every word of every page reaches, in points."""
    found = run(tmp_path, pdf, "pdftotext", "-bbox")
    return [float(part.split('"')[0]) for part in found.split('xMax="')[1:]]


@needs_poppler
@pytest.mark.parametrize("path", sorted(ROOT.glob("bpmn/*/letters/*.toml")), ids=lambda path: path.stem)
def test_long_names_grounds_and_many_rows_leave_no_page(
    renderer: TypstLetterRenderer, tmp_path: Path, path: Path
) -> None:
    texts = tomllib.loads(path.read_text())
    grounds = dict.fromkeys(placeholders(texts) | conditions(texts), "经复查，当事人提交的材料属实。" * 20)
    data = compose(texts, {**grounds, **VALUES, **LONG, "verify_url": f"https://example.org/{'x' * 90}"}).to_json()
    for sealed in (False, True):
        pdf = renderer.render(texts["kind"], data, sealed=sealed)
        assert max(ends_of_words(tmp_path, pdf)) < 595 - 40
        text = words(tmp_path, pdf)
        assert LONG["subject_name"] in text
        assert ("电子签章" in text) <= sealed


@needs_poppler
def test_the_proof_of_repair_is_one_page(renderer: TypstLetterRenderer, tmp_path: Path) -> None:
    texts = tomllib.loads((ROOT / "bpmn/credit_repair/letters/repair_proof.toml").read_text())
    samples = dict.fromkeys(placeholders(texts) | conditions(texts), "牟城市城市管理局")
    for rows in (LONG["rows"][:1], LONG["rows"][:6], LONG["rows"]):
        pdf = renderer.render("REPAIR_PROOF", compose(texts, {**samples, **VALUES, "rows": rows}).to_json())
        assert "Pages:           1" in run(tmp_path, pdf, "pdfinfo")


@needs_poppler
def test_a_running_number_is_narrow_and_a_sentence_has_room(renderer: TypstLetterRenderer, tmp_path: Path) -> None:
    texts = tomllib.loads((ROOT / "bpmn/credit_repair/letters/t08_correct.toml").read_text())
    wanted = "凭证上的金额看不清，请对照原件重新拍摄，四角完整、字迹清楚。"
    rows = [{"no": str(no), "material": "缴款凭证", "wanted": wanted} for no in (1, 2, 3)]
    samples = dict.fromkeys(placeholders(texts), "牟城市城市管理局")
    pdf = renderer.render("T08_CORRECT", compose(texts, {**samples, **VALUES, "rows": rows}).to_json())
    first = run(tmp_path, pdf, "pdftotext").split("\f")[0]
    assert "缴款凭证" in first, "the table stands below the sentence that leads to it"
    assert first.count(wanted[:15]) == len(rows), "a sentence breaks once, not at every fifth sign"


@needs_poppler
def test_a_corrected_letter_carries_its_notice_and_one_issued_anew_names_the_old_one(
    renderer: TypstLetterRenderer, tmp_path: Path
) -> None:
    data = LetterData.from_json(letter())
    noted = corrected(data, Correction(date(2026, 8, 21), "打印有误", (("罚款已经缴纳", "罚款及加处罚款已经缴纳"),)))
    for kind in ("T22_GRANT", "T20_ACCEPT", "T16_CONFIRM", "REPAIR_PROOF"):
        text = words(tmp_path, renderer.render(kind, noted.to_json()))
        for part in ("更正通知", "2026年8月21日", "罚款及加处罚款已经缴纳", "经查，罚款已经缴纳。", "打印有误"):
            assert part in text
    marks = Marks("牟城管信修准决〔2026〕2号", "A3C4K7PQRT9Y", "https://example.org/2", date(2026, 8, 25))
    text = words(tmp_path, renderer.render("T22_GRANT", reissued(data, marks=marks, pairs=[]).to_json()))
    assert "本文书替代牟城管信修准决〔2026〕1号" in text
    assert "A3C4K7PQRT9Y" in text


@pytest.mark.parametrize("kind", ["T24_DONE", "T16_CONFIRM", "REPAIR_PROOF", "T17_PLEDGE"])
def test_no_layout_leaves_a_lost_character_blank(renderer: TypstLetterRenderer, kind: str) -> None:
    with pytest.raises(RefusedError, match="LETTER_FONT"):
        renderer.render(kind, letter(subject_name="𠮷野"))


def test_a_letter_is_for_the_archive(renderer: TypstLetterRenderer) -> None:
    pdf = renderer.render("T22_GRANT", letter())
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in pdf


def test_the_same_data_give_the_same_bytes(renderer: TypstLetterRenderer) -> None:
    other = TypstLetterRenderer(LAYOUTS, fonts=FONTS, family=FAMILY)
    assert renderer.render("T22_GRANT", letter()) == other.render("T22_GRANT", letter())


@needs_poppler
@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")#read("parts.typ")',
        "$x^2$*b*_i_`c`<a>@r=h",
        "\"quoted\"'single'\\n\\u{41}//c/*d*/",
        ']#eval("1")[',
        "https://example.org/" + "x" * 400,
        "鑫淼垚燚犇羴骉" * 40,
        "䶮㛃𬭎镕喆堃",
    ],
)
def test_hostile_and_rare_names_come_out_literally(renderer: TypstLetterRenderer, tmp_path: Path, hostile: str) -> None:
    pdf = renderer.render("T22_REFUSE", letter(subject_name=hostile, facts=hostile))
    assert words(tmp_path, pdf).count(hostile) >= 2


@needs_poppler
def test_the_signature_never_stands_alone(renderer: TypstLetterRenderer, tmp_path: Path) -> None:
    for lines in range(1, 30):
        pdf = renderer.render("T22_GRANT", letter(facts="罚款已经缴纳。" * 4 * lines))
        for page in run(tmp_path, pdf, "pdftotext").split("\f"):
            assert "（印章）" not in page or ("材料虚假的" in page and "核验码" in page)


@needs_poppler
@pytest.mark.parametrize("kind", ["T07_DEFER", "T06_PROMISE"])
def test_a_table_that_comes_last_keeps_the_signature(renderer: TypstLetterRenderer, tmp_path: Path, kind: str) -> None:
    table = {"caption": "What follows", "columns": ["Site", "Day"], "row": ["{site}", "{end_on}"]}
    texts = {"zh": {**TEXTS["zh"], "remedies": ""}, "en": {**TEXTS["en"], "table": table}}
    for lines in range(1, 30, 2):
        data = compose(texts, {**VALUES, "facts": "罚款已经缴纳。" * 4 * lines}).to_json()
        for page in run(tmp_path, renderer.render(kind, data), "pdftotext").split("\f"):
            assert not {"2026年8月19日", "19 August 2026"} & {*page.split("\n")} or "信用中国" in page


@needs_poppler
def test_the_decision_on_a_breach_stands_on_one_page(renderer: TypstLetterRenderer, tmp_path: Path) -> None:
    texts = tomllib.loads((ROOT / "bpmn/pledge_breach/letters/t15_decision.toml").read_text())
    said = {"item": "车辆全部密闭运输。", "breach_findings": "经检查有两台车未密闭，路面有遗撒。" * 3}
    samples = dict.fromkeys(placeholders(texts) | {"written"}, "检查记录（牟城管检字〔2026〕第9号）和照片")
    samples |= dict.fromkeys(conditions(texts) - {"written"})  # type: ignore[arg-type] # what was not so is not said
    pdf = renderer.render("T15_DECISION", compose(texts, {**samples, **VALUES, **said}).to_json())
    assert "Pages:           2" in run(tmp_path, pdf, "pdfinfo"), "one in each language"


def test_a_character_that_no_font_has_is_refused_not_left_blank(renderer: TypstLetterRenderer) -> None:
    with pytest.raises(RefusedError, match="LETTER_FONT") as caught:
        renderer.render("T22_GRANT", letter(subject_name="𠮷野"))
    assert "𠮷" in str(caught.value.values["detail"])


def test_a_missing_family_is_refused(tmp_path: Path) -> None:
    for fonts, family in ((FONTS, "FangSong"), ([tmp_path], FAMILY), ([tmp_path / "none"], FAMILY)):
        with pytest.raises(RefusedError, match="LETTER_FONT"):
            TypstLetterRenderer(LAYOUTS, fonts=fonts, family=family).render("T22_GRANT", letter())


def test_a_missing_or_broken_layout_is_refused(tmp_path: Path) -> None:
    renderer = TypstLetterRenderer(tmp_path, fonts=FONTS, family=FAMILY)
    with pytest.raises(RefusedError, match="LETTER_TEMPLATE"):
        renderer.render("T22_GRANT", letter())
    (tmp_path / "decision.typ").write_text("#nonsense")
    with pytest.raises(RefusedError, match="LETTER_TEMPLATE"):
        renderer.render("T22_GRANT", letter())


def test_a_layout_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "decision.typ").write_text('#read("/etc/hostname") #read("../../../../etc/hostname")')
    with pytest.raises(RefusedError, match="LETTER_TEMPLATE"):
        TypstLetterRenderer(tmp_path, fonts=FONTS, family=FAMILY).render("T22_GRANT", letter())


def test_threads_share_a_renderer(renderer: TypstLetterRenderer) -> None:
    letters = [letter(subject_name=f"公司{number}") for number in range(8)]
    alone = [renderer.render("T22_GRANT", data) for data in letters]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda data: renderer.render("T22_GRANT", data), letters)) == alone
