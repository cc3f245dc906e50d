"""The office's first day in a real browser: the roster as it is, its bad rows, finding people, codes, and a sheet in which someone moved."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Download, expect

from tests.browser.paper import sheets_of
from tests.browser.people import NARROW, PASSWORD, Person, told
from tests.documents import pdf_text
from tests.engine.roster_sheets import SHIPPED
from tests.services import LinghangProcess
from tests.workbooks import Opened

Serve = Callable[..., LinghangProcess]
Desks = Callable[..., BrowserContext]

REFUSED = [("1473", "工号", "J200006"), ("1474", "所在党支部", "不存在的党支部"), ("1475", "入党日期", "2031-13-45")]
MOVED = "J200009"
NEW_BRANCH = "综采二区党支部"


@pytest.fixture
def server(linghang: Serve, built_pwa: Path) -> LinghangProcess:
    """An empty mine, as it stands after the installation."""
    return linghang("serve")


def first_code(linghang: Serve) -> str:
    """The one-time code that the command line prints for the first account of the office."""
    command = linghang("account", "office", "党群工作部")
    assert command.finish() == 0, command.log.read_text()
    found = re.search(r"\b[2-9A-HJ-NP-TV-Z]{8}\b", command.log.read_text())
    assert found, command.log.read_text()
    return found[0]


def activate(office: Person, code: str) -> None:
    """The first login: the code, and a password of one's own."""
    page = office.page
    page.goto(office.url)
    page.get_by_role("button", name="第一次登录，用激活码").click()
    page.get_by_label("工号").fill("office")
    page.get_by_label("激活码", exact=True).fill(code)
    page.get_by_label("设一个新密码").fill(PASSWORD)
    page.get_by_role("button", name="激活并登录").click()
    told(page, "三色看板")


def read_on_trial(office: Person, name: str, content: bytes) -> None:
    """Hands the sheet to the page, which reads it without writing."""
    office.page.goto(office.url + "/#/office/roster")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    office.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    told(office.page, re.compile("^试读结果"))


def effect(office: Person, word: str) -> int:
    """What the trial says of the people on record: how many are new, moved, changed, unchanged."""
    row = office.page.locator(".effects > div").filter(has=office.page.get_by_text(word, exact=True))
    return int(row.locator("dd").first.inner_text())


def import_it(office: Person) -> None:
    """Goes on from the trial to the import."""
    office.page.get_by_role("button", name=re.compile("^导入 ")).click()
    told(office.page, "导入完成")


def rows_refused(office: Person) -> list[tuple[str, ...]]:
    """The rows that the page refuses: row, column, content. Each has a reason."""
    rows = [row.locator("th, td").all_inner_texts() for row in office.page.locator("table.problems tbody tr").all()]
    assert all(len(row) == 4 and row[3].strip() for row in rows)
    return [tuple(row[:3]) for row in rows]


def search(office: Person, text: str) -> None:
    """Types into the search of the list of people."""
    office.page.get_by_role("searchbox", name="找人").fill(text)


def belongs_to(office: Person, number: str, branch: str) -> None:
    """The list of people, searched for an employee number, shows one line with this branch."""
    office.page.goto(office.url + "/#/office/people")
    search(office, number)
    row = office.page.locator(".people-table tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(branch)


def test_the_office_imports_the_roster_finds_people_and_makes_codes(linghang: Serve, server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    office = Person(desk(), server.url)
    activate(office, first_code(linghang))
    office.page.goto(server.url + "/#/office/roster")
    told(office.page, "把花名册拖到这里")
    office.look("roster", tmp_path)

    read_on_trial(office, "花名册.xlsx", SHIPPED.read_bytes())
    assert rows_refused(office) == REFUSED
    assert (effect(office, "新增"), effect(office, "没有变化")) == (1468, 0)
    office.look("roster-problems", tmp_path)
    the_marked_copy_names_the_same_rows(office)
    import_it(office)
    assert rows_refused(office) == REFUSED

    office.page.get_by_role("button", name="再导一份").click()
    read_on_trial(office, "花名册.xlsx", SHIPPED.read_bytes())
    assert [effect(office, word) for word in ("新增", "调动", "资料有变", "没有变化", "表里没有")] == [0, 0, 0, 1468, 0]
    told(office.page, "和系统里完全一样，导入不会改动任何人。")

    find_by_initials_and_make_codes(office, tmp_path)
    office.is_well()


def the_marked_copy_names_the_same_rows(office: Person) -> None:
    """Downloads the copy with the column 问题 and opens it as Excel would."""
    with office.page.expect_download() as waiting:
        office.page.get_by_role("button", name="下载标出问题的表").click()
    download: Download = waiting.value
    assert download.suggested_filename == "花名册（问题）.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(download.path().read_bytes())).worksheets[0]
    header = next(row for row in sheet.iter_rows(values_only=True) if "工号" in row)
    assert "问题" in header
    column = header.index("问题") + 1
    told_of = {str(row): str(sheet.cell(row, column).value) for row in range(4, sheet.max_row + 1) if sheet.cell(row, column).value}
    assert list(told_of) == [row for row, _, _ in REFUSED]
    assert all(name in told_of[row] for row, name, _ in REFUSED)


def find_by_initials_and_make_codes(office: Person, tmp_path: Path) -> None:
    """Initials of a name find the person; a code is shown once, and opens the login it is for."""
    page = office.page
    page.goto(office.url + "/#/office/people")
    search(office, "zj")
    told(page.locator(".people-table"), "张建")
    expect(page.get_by_text("曹明", exact=True)).to_have_count(0)
    office.look("people", tmp_path)

    search(office, "J200001")
    expect(page.locator(".people-table tbody tr")).to_have_count(1)
    what_is_seen_leaves_as_a_workbook(office, "J200001")
    page.get_by_role("button", name="选中这一页").click()
    page.get_by_role("button", name="生成激活码").click()
    told(page, "1 张激活条")
    slip = page.locator(".slips li").inner_text()
    assert "J200001" in slip
    office.is_accessible()


def what_is_seen_leaves_as_a_workbook(office: Person, number: str) -> None:
    """The button beside the search takes away the people that it found, and no others."""
    with office.page.expect_download() as waiting:
        office.page.get_by_role("button", name=re.compile("^导出")).click()
    download: Download = waiting.value
    assert download.suggested_filename == "人员.xlsx"
    opened = Opened(download.path().read_bytes())
    assert [row["工号"] for row in opened.page("党员花名册")] == [number]
    assert opened.note["查找"] == number


def moved_sheet() -> bytes:
    """The shipped roster in which one member now belongs to another branch."""
    book = openpyxl.load_workbook(SHIPPED)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[3]]
    branch, group, number = (header.index(name) for name in ("所在党支部", "所在党小组", "工号"))
    row = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[number].value == MOVED)
    sheet.cell(row, branch + 1, NEW_BRANCH)
    sheet.cell(row, group + 1, "第一党小组")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_changed_sheet_moves_a_person_to_another_branch(linghang: Serve, server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    office = Person(desk(), server.url)
    activate(office, first_code(linghang))
    read_on_trial(office, "十一月.xlsx", SHIPPED.read_bytes())
    import_it(office)
    belongs_to(office, MOVED, "综采一区党支部")

    read_on_trial(office, "十二月.xlsx", moved_sheet())
    assert [effect(office, word) for word in ("新增", "调动", "没有变化", "表里没有")] == [0, 1, 1467, 0]
    belongs_to(office, MOVED, "综采一区党支部")
    office.page.goto(office.url + "/#/office/roster")
    import_it(office)
    belongs_to(office, MOVED, NEW_BRANCH)
    the_keys_alone_lead_to_the_page_with_both_branches(office, tmp_path)
    office.is_well()


def the_keys_alone_lead_to_the_page_with_both_branches(office: Person, tmp_path: Path) -> None:
    """`/`, the number, the arrow and Enter: the ledger tells where the person belonged and belongs; one link up is the branch, another the mine."""
    page = office.page
    page.get_by_role("heading", level=1).click()  # out of the field, which a stroke would go into
    page.keyboard.press("/")
    page.keyboard.type(MOVED)
    page.wait_for_url("**/office/search?q=*")
    while not page.locator(".found-list a").count():  # the index follows an import in moments
        page.reload()
        page.locator(".found-list a, .empty").first.wait_for()
    told(page.locator(".found-list mark"), MOVED)
    both_sizes(office, "search", tmp_path)
    page.locator(".search-bar input:visible").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    moves = page.locator(".ledger-block").filter(has=page.get_by_role("heading", name="组织关系"))
    told(moves, NEW_BRANCH)
    told(moves, "综采一区党支部")
    both_sizes(office, "ledger-member", tmp_path)
    page.locator(".ledger-crumbs a").click()
    page.get_by_role("button", name="打开名单").click()
    told(page.locator(".ledger-line"), MOVED)
    both_sizes(office, "ledger-branch", tmp_path)
    is_printed(office, tmp_path / "ledger.pdf")
    page.locator(".ledger-crumbs a").first.click()
    told(page.locator(".ledger-below"), "综采一区党支部")
    both_sizes(office, "ledger", tmp_path)


def is_printed(office: Person, path: Path) -> None:
    """On A4: what the page tells, and nothing of what only a screen has use for."""
    sheets = sheets_of(office.page, path)
    printed = pdf_text(path.read_bytes()).replace(" ", "")
    assert all(words in printed for words in (NEW_BRANCH, MOVED, "要做什么", "职务", "名单和变动")), printed
    assert not [words for words in ("三色看板", "打印", "打开名单", "搜索") if words in printed], printed
    assert sheets < 6, "a branch's quarter"


def both_sizes(office: Person, name: str, tmp_path: Path) -> None:
    desk = office.page.viewport_size
    office.look(name, tmp_path)
    office.page.set_viewport_size(NARROW)
    office.look(name, tmp_path)
    office.page.set_viewport_size(desk or NARROW)


def test_on_a_narrow_screen_every_page_of_the_office_is_a_fingertip_wide_and_the_open_one_in_sight(
    linghang: Serve, server: LinghangProcess, new_context: Callable[..., BrowserContext]
) -> None:
    office = Person(new_context(), server.url)
    activate(office, first_code(linghang))
    links = office.page.locator(".rail-list .rail-link")
    sizes = links.evaluate_all("links => links.map(link => Math.min(link.offsetWidth, link.offsetHeight))")
    assert len(sizes) > 7, "fewer would fit without scrolling"
    assert min(sizes) >= 48
    last = links.last
    office.page.goto(office.url + "/" + (last.get_attribute("href") or ""))
    expect(last).to_have_attribute("aria-current", "page")
    expect(last).to_be_in_viewport(ratio=0.99)  # a fraction of a pixel is nobody's loss
