"""A plan as points under PDCA banners (P6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from plans import text
from shapes import go_on
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import TITLE, FieldValue
from zaitaku_desktop.forms.grid import CellAddress, build_grid
from zaitaku_desktop.forms.layouts import BELOW, KEY
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.missing import missing_cells
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.operations.axes import add_axis_value
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.reading import load_document, load_plan
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Banner, Grid, PrintJob, Section, TextBlock, flat
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

P6 = load_form("p6")


@dataclass(frozen=True, slots=True)
class Ids:
    """`maps` has two 実施行, `again` is its 再掲, `talk` is bold, `link` has a note, `loose` stands in no phase."""

    plan: int
    document: int
    maps: int
    lines: tuple[int, int]
    talk: int
    link: int
    again: int
    loose: int


def fill(session: Session) -> Ids:
    fill_new(session)
    plan = create_plan(session, "みなと野市の計画", 2025, 2026)
    groups = {
        key: plan_rows.add_group(session, plan, axis_value_id=axis_value_id(session, "program_item", key))
        for key in ("a", "e")
    }

    def point(group: str, title: str, phase: str, mark: Mark = Mark.NONE) -> int:
        made = plan_rows.add_initiative(session, plan, groups[group], title=title, mark=mark)
        if phase:
            plan_tags.set_tags(session, made, [axis_value_id(session, "pdca", phase)])
        return made

    maps, talk = point("a", "地図を配る", "plan"), point("a", "話を聞く", "plan", Mark.BOLD)
    link, again, loose = point("e", "つながる紙", "do", Mark.NEW), point("e", "", "do"), point("e", "残りのこと", "")
    second = plan_rows.add_line(session, maps)
    first = plan_rows.add_line(session, maps, first=True)
    plan_cells.write_values(session, first, [text("plan", "・作る【市民向け 3,000部】", 2025), go_on("plan", 2026)])
    plan_cells.write_values(session, second, [text("plan", "渡す\n*渡す：手で届けること", 2025)])
    plan_rows.set_below_note(session, link, "*紙：三枚つづりのもの")
    plan_cells.write_values(session, again, [FieldValue(TITLE, None, EntryState.TEXT, "地図を配る（再掲）")])
    add_axis_value(session, "desired_state", "共に考える", number="1", sentence="望む場所で過ごせる。")
    document = create_document(
        session,
        form="p6",
        title="事業計画",
        fiscal_year=2025,
        plan_id=plan,
        lead=["取組を進めます。"],
        header_notes={BELOW: "第2回推進会議"},
    )
    return Ids(plan, document, maps, (first, second), talk, link, again, loose)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Workspace, Ids]]:
    made: list[Ids] = []
    workspace = Workspace.create(
        tmp_path / "a.zaitaku", name="みなと野市", fill=lambda session: made.append(fill(session))
    )
    yield workspace, made[0]
    workspace.close()


def printable(opened: tuple[Workspace, Ids], **changes: object) -> Printable:
    workspace, ids = opened
    with workspace.read() as connection:
        document = replace(load_document(connection, ids.document), **changes)  # type: ignore[arg-type]
        return Printable(document, P6, load_plan(connection, ids.plan))


def lines(job: PrintJob) -> list[str]:
    """Banners, headings and points in reading order; what is bold between asterisks."""
    found = []
    for block in flat(job.blocks):
        if isinstance(block, Banner):
            found.append(f"[{block.tag.text}] {block.name.text}")
        elif isinstance(block, TextBlock):
            for paragraph in block.paragraphs:
                runs = (f"*{run.text}*" if run.bold and run.text else run.text for run in paragraph.runs)
                found.append("".join(runs))
    return found


def test_that_points_stand_under_their_phase_and_item_with_all_below_them(opened: tuple[Workspace, Ids]) -> None:
    job = printable(opened).job()
    assert lines(job) == [
        "取組を進めます。",
        "みなと野市の医療と介護のありたい姿",
        "太字：令和７年度の新規又は拡充",
        "[Plan] 現状分析、課題抽出、施策の立案",
        "(ア)\u3000地域の医療・介護の資源の把握",
        "①地図を配る",
        "・作る 【市民向け 3,000部】",
        "・渡す",
        "*渡す：手で届けること",
        "*・話を聞く*",
        "[Do] 対応策の実施",
        "(エ)\u3000医療・介護関係者の情報共有の支援",
        "*・つながる紙*",
        "*紙：三枚つづりのもの",
        "・地図を配る（再掲）",
        "(エ)\u3000医療・介護関係者の情報共有の支援",
        "・残りのこと",
    ]


def test_that_going_on_is_printed_as_what_it_stands_for(opened: tuple[Workspace, Ids]) -> None:
    found = lines(printable(opened, fiscal_year=load_form_year(2026)).job())
    assert "・作る 【市民向け 3,000部】" in found
    assert "・渡す" not in found


def load_form_year(year: int) -> object:
    from zaitaku_desktop.base.fiscal_year import FiscalYear  # noqa: PLC0415 - one use

    return FiscalYear(year)


def test_that_the_title_stands_between_its_year_and_its_meeting(opened: tuple[Workspace, Ids]) -> None:
    sheet = printable(opened).job().sheet
    assert sheet.over is not None and sheet.under is not None
    assert (sheet.over.text, sheet.title, sheet.under.text) == ("令和７年度", "事業計画（案）", "第２回推進会議")


def test_that_the_desired_states_are_a_table(opened: tuple[Workspace, Ids]) -> None:
    (grid,) = [block for block in printable(opened).job().blocks if isinstance(block, Grid)]
    assert [[p.text for p in cell.blocks] for cell in grid.body] == [
        ["ありたい姿１"],
        ["共に考える", "望む場所で過ごせる。"],
    ]


def test_that_what_bold_means_is_said_only_where_something_is_bold(opened: tuple[Workspace, Ids]) -> None:
    workspace, ids = opened

    def plain(session: Session) -> None:
        for item in (ids.talk, ids.link):
            plan_rows.rename(session, item, "別の名", Mark.EXISTING)

    workspace.perform("直す", plain)
    assert not any(line.startswith("太字") for line in lines(printable(opened).job()))
    assert not any(line.startswith("太字") for line in lines(printable(opened, header_notes={KEY: ""}).job()))


def test_that_what_ended_or_is_planned_for_other_years_is_left_out(opened: tuple[Workspace, Ids]) -> None:
    workspace, ids = opened
    workspace.perform("書く", lambda s: plan_cells.write_values(s, ids.talk, [text("plan", "・先のこと", 2026)]))
    assert "*・話を聞く*" not in lines(printable(opened).job())
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, ids.link, 2024))
    assert not any("つながる紙" in line for line in lines(printable(opened).job()))


def test_that_a_banner_and_a_heading_go_on_with_continued(opened: tuple[Workspace, Ids]) -> None:
    workspace, ids = opened
    words = "\n".join(f"・点{number}" for number in range(120))
    workspace.perform("書く", lambda s: plan_cells.write_values(s, ids.lines[1], [text("plan", words, 2025)]))
    layout = lay_out(printable(opened).job(), Faces.load())
    assert len(layout.pages) >= 3
    for page in layout.pages[1:3]:
        first = [box for box in page.texts if box.role != "page-number"][:4]
        assert "".join(box.text for box in first).startswith("Plan現状分析、課題抽出、施策の立案（続き）")
        assert all(box.artifact for box in first)


def test_that_a_banner_is_never_the_last_thing_on_a_page(opened: tuple[Workspace, Ids]) -> None:
    workspace, ids = opened
    for count in range(12, 42):
        words = "\n".join(f"・点{number}" for number in range(count))
        workspace.perform(
            "書く", lambda s, words=words: plan_cells.write_values(s, ids.lines[1], [text("plan", words, 2025)])
        )
        layout = lay_out(printable(opened).job(), Faces.load())
        for page in layout.pages:
            own = [box for box in page.texts if not box.artifact]
            if any(str(box.source).startswith("banner:") for box in own):
                after = [box for box in own if isinstance(box.source, CellAddress) and box.baseline > min_of(own)]
                assert len({round(box.baseline) for box in after}) >= 3  # its heading and two lines


def min_of(boxes: list[object]) -> float:
    return max(box.baseline for box in boxes if str(box.source).startswith("banner:"))  # type: ignore[attr-defined]


def test_that_every_cell_of_the_sheet_is_found_on_paper(opened: tuple[Workspace, Ids]) -> None:
    _, ids = opened
    shown = printable(opened)
    layout = lay_out(shown.job(), Faces.load())
    on_paper = {region.ident for page in layout.pages for region in page.regions}
    for address in (
        CellAddress(ids.maps, "title"),
        CellAddress(ids.lines[0], "plan:2025"),
        CellAddress(ids.lines[1], "plan:2025"),
        CellAddress(ids.talk, "pdca"),
        CellAddress(ids.link, "note"),
    ):
        assert shown.printed_at(address) in on_paper, address


def test_that_a_point_without_a_phase_is_listed_as_missing(opened: tuple[Workspace, Ids]) -> None:
    shown = printable(opened)
    missing = missing_cells(build_grid(P6, shown.document, shown.snapshot), shown.snapshot)
    assert [(one.column, one.item) for one in missing] == [("PDCA", "残りのこと")]


def test_that_a_table_on_paper_leaves_out_what_is_listed_again(opened: tuple[Workspace, Ids]) -> None:
    _, ids = opened
    shown = printable(opened)
    p1 = load_form("p1")
    on_screen = {row.initiative_id for row in build_grid(p1, shown.document, shown.snapshot).rows}
    printed = {row.initiative_id for row in build_grid(p1, shown.document, shown.snapshot, printed=True).rows}
    assert on_screen - printed == {ids.again}


def test_that_sections_of_one_phase_are_one(opened: tuple[Workspace, Ids]) -> None:
    sections = [block for block in printable(opened).job().blocks if isinstance(block, Section)]
    assert [block.head.tag.text for block in sections if isinstance(block.head, Banner)] == ["Plan", "Do"]


def test_that_banner_and_points_have_the_measures_of_the_form(opened: tuple[Workspace, Ids]) -> None:
    """PAGES 2 P6: banner 8 mm high with a black field of 22, points 1 字 in, points below them 2, notes 3."""
    _, ids = opened
    page = lay_out(printable(opened).job(), Faces.load()).pages[0]
    points = 72 / 25.4
    left = 30 * points
    (plan, _) = [region for region in page.regions if str(region.ident).startswith("banner:")]
    assert (plan.x, plan.width, plan.height) == pytest.approx((left, 163 * points, 8 * points))
    black = [fill for fill in page.fills if fill.grey == 0.0]
    assert {round(fill.width / points, 1) for fill in black} == {22.0}

    def begins(ident: CellAddress) -> list[float]:
        boxes = [box for box in page.texts if box.source == ident]
        return sorted({round((box.left - left) / box.size, 2) for box in boxes})

    assert begins(CellAddress(ids.maps, "title")) == [1.0]
    assert begins(CellAddress(ids.lines[0], "plan:2025"))[0] == 2.0
    assert begins(CellAddress(ids.link, "note")) == [3.0]
    heading = next(box for box in page.texts if box.text.startswith("(ア)"))
    assert (heading.face, heading.size) == ("gothic-bold", 11.0)
    tag = next(box for box in page.texts if box.text == "Plan")
    assert tag.white and tag.size == 12.0
