"""The ten journeys that an office has in a month (docs/journeys.md), by the keys alone, at a desk of 1280x800; each page without a finding of axe,
and with nothing cut off when its text is twice as large."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.office_month import DECIDED, PLACE, fill_the_desk
from tests.browser.people import Person, told
from tests.browser.recording import Desks
from tests.documents import pdf_text
from tests.services import LinghangProcess
from tests.workbooks import Opened

BRANCH, OTHER = "综采一区党支部", "综采二区党支部"
STEPS_AT_MOST = 160
"""Of the Tab key to anything on a page: the longest way is past a list of all branches."""
FOCUSED = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return ''
    const labels = one.labels && one.labels.length ? Array.from(one.labels, label => label.textContent).join(' ') : ''
    return (one.getAttribute('aria-label') || labels || one.textContent || '').trim()
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
NO_MOUSE = "() => addEventListener('mousedown', () => { throw new Error('a mouse was used') }, true)"
Pattern = str | re.Pattern[str]


class Keys(Person):
    """Someone who has no mouse."""

    def __init__(self, context: BrowserContext, url: str, folder: Path) -> None:
        super().__init__(context, url)
        self.folder = folder

    def to(self, name: Pattern, key: str = "Tab") -> None:
        """Presses a key until what has the focus is called so."""
        wanted = re.compile(f"^{re.escape(name)}$") if isinstance(name, str) else name
        passed: list[str] = []
        for _ in range(STEPS_AT_MOST):
            self.page.keyboard.press(key)
            passed.append(self.page.evaluate(FOCUSED))
            if wanted.search(passed[-1]):
                return
        raise AssertionError(f"{key} never comes to {name}: {list(dict.fromkeys(passed))}")

    def press(self, name: Pattern, key: str = "Enter") -> None:
        """Goes to something and presses it."""
        self.to(name)
        self.page.keyboard.press(key)

    def write(self, label: Pattern, text: str) -> None:
        """Goes to a field and types into it."""
        self.to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def open(self, path: str, says: Pattern) -> None:
        """Opens a page by its address, and waits until it says something and has taken the focus."""
        self.page.goto(f"{self.url}/#/office/{path}")
        told(self.page, says)

    def is_sound(self, picture: str = "") -> None:
        """No finding of axe; and at 200 percent nothing sticks out of the window, whose text one would have to scroll for sideways."""
        if picture:
            self.look(picture, self.folder)
        else:
            self.is_accessible()
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        too_wide_px = self.page.evaluate(TOO_WIDE)
        self.page.evaluate("document.documentElement.style.fontSize = ''")
        assert too_wide_px <= 0, f"{self.page.url} is {too_wide_px} px too wide at 200 percent"


def signs_in(office: Keys) -> None:
    """Number, password, Enter."""
    office.page.goto(office.url)
    office.page.get_by_label("工号").wait_for()
    office.write("工号", "office")
    office.write("密码", "linghang-demo-2026")
    office.page.keyboard.press("Enter")
    told(office.page, "三色看板")
    office.page.evaluate(NO_MOUSE)


def cell(office: Keys, branch: str, kind: str) -> None:
    """Walks to a cell of the board: the Tab key into the table, arrows within it, Enter."""
    while not office.page.evaluate("document.activeElement.hasAttribute('data-spot')"):
        office.page.keyboard.press("Tab")
    office.page.keyboard.press("Home")
    office.to(branch, "ArrowDown")
    office.to(re.compile(f"^{branch}，{kind}："), "ArrowRight")
    office.page.keyboard.press("Enter")


def from_the_morning_board_to_a_record(office: Keys) -> None:
    """1. What is red and yellow, what waits; a cell, its story, its record."""
    office.page.locator(".matrix").wait_for()
    office.is_sound()
    cell(office, BRANCH, "主题党日")
    told(office.page.locator(".board-side"), "完成")
    office.look_large("board")
    office.press("看记录")
    told(office.page, PLACE)


def a_record_is_returned_with_a_reason(office: Keys) -> None:
    """2. What must be mended stands on the field; the next record opens by itself."""
    office.is_sound()
    office.look_large("review")
    office.press("地点要改，写原因")
    office.page.locator("textarea:focus").wait_for()
    office.page.keyboard.type("请写明是几号会议室")
    office.press("退回，1 处要改")
    told(office.page, re.compile("已退回"))


def what_is_unremarkable_is_approved_together(office: Keys) -> None:
    """3. After reading what that means."""
    office.open("review", re.compile("2 份没有要留意的"))
    office.press(re.compile("2 份没有要留意的，一起通过"))
    told(office.page, "第一次提交，没有退回过")
    office.is_sound()
    office.press("一起通过 2 份")
    told(office.page.locator(".notice"), "已通过 2 份")


def a_request_to_be_excused_is_granted(office: Keys) -> None:
    """4. From what waits on the first page, in two strokes of Enter."""
    office.open("board", "要盯的事")
    office.page.get_by_role("link", name=re.compile("申请免开或延期")).wait_for()
    office.press(re.compile("申请免开或延期"))
    told(office.page, "抢险：采面过断层，党员都在井下")
    office.is_sound()
    office.press("同意")
    told(office.page, "没有等答复的申请")


def what_has_waited_for_two_days_is_seen_to(office: Keys) -> None:
    """5. A conflict that the branch must decide is seen with both versions; a held step is carried out."""
    office.open("board", "要盯的事")
    office.page.get_by_role("link", name=re.compile("冲突两天没有选定")).wait_for()
    office.press(re.compile("冲突两天没有选定"))
    for version in ("井口会议室", "区队值班室"):
        told(office.page, version)
    office.is_sound("office-conflicts")
    office.open("board", "要盯的事")
    office.page.get_by_role("link", name=re.compile("代办等了两天")).wait_for()
    office.press(re.compile("代办等了两天"))
    told(office.page, "谈心谈话安排")
    office.press("代为办理")
    told(office.page, "没有要代办的内容")


def an_order_follows_from_a_cell(office: Keys) -> None:
    """6. Of a branch that has not held its meeting: words, branch and day are there."""
    office.open("board", "要盯的事")
    office.page.locator(".matrix").wait_for()
    cell(office, OTHER, "支委会")
    office.press("下督办")
    expect(office.page.get_by_label("督办内容")).to_have_value(re.compile(f"{OTHER}.*支部委员会.*期限"))
    office.is_sound()
    office.press("下达")
    told(office.page, re.compile("1号已下达，1 个支部"))


def a_decision_becomes_an_order_in_two_strokes(office: Keys) -> None:
    """7. Found by its words: `/`, the arrow, Enter. Then the order, with owner and day, and out."""
    office.page.get_by_role("heading", level=1).wait_for()
    office.page.keyboard.press("/")
    office.page.keyboard.type(DECIDED[:6])
    office.page.wait_for_url("**/office/search?q=*")
    told(office.page.locator(".found-list mark"), DECIDED[:4])
    office.is_sound()
    office.page.locator(".search-bar input:focus").wait_for()
    office.page.keyboard.press("ArrowDown")
    office.page.keyboard.press("Enter")
    told(office.page, re.compile(DECIDED))
    office.press("转督办")
    expect(office.page.get_by_label("督办内容")).to_have_value(f"{DECIDED}（责任人：生产班长）")
    office.press("下达")
    told(office.page, re.compile("2号已下达，1 个支部"))


def the_months_meeting_is_prepared_and_minuted(office: Keys) -> None:
    """8. What is red, due and decided stands there; what is decided now is noted."""
    office.open("work-meeting", "五、本次议定事项")
    told(office.page, re.compile("三、上月以来下达的督办（2 件）"))
    office.press("五 本次议定0")
    expect(office.page.get_by_role("heading", name="五、本次议定事项")).to_be_in_viewport()
    office.press("加一条议定事项")
    office.write("地点", "三楼会议室")
    office.write("主持人", "党委副书记")
    office.write("议定事项 1", "下月抽查三会一课记录")
    office.is_sound("office-work-meeting")
    office.look_large("office-work-meeting")
    office.press("保存")
    office.page.get_by_role("link", name="转督办").wait_for()


def the_task_table_fills_itself(office: Keys) -> None:
    """9. Of the branch that was ordered something: its duties, and the order."""
    office.page.get_by_role("heading", level=1).wait_for()
    office.open("month-table", re.compile("任务表"))
    office.to("支部")
    office.page.keyboard.press("End")
    name = office.page.get_by_label("支部", exact=True).locator("option:checked")
    while name.inner_text() != OTHER:
        office.page.keyboard.press("ArrowUp")
    told(office.page, re.compile("请按期开展，会后及时记录并报送"))
    told(office.page, re.compile("主题党日"))
    office.is_sound("office-month-table")


def the_months_papers_are_taken_away(office: Keys) -> None:
    """10. From the branch's page to its records; then the month's ledger and minutes as files."""
    office.page.goto(f"{office.url}/#/office/search?q={BRANCH}")
    told(office.page.locator(".found-list mark"), BRANCH)  # and no longer what was found before
    office.page.keyboard.press("/")
    office.page.keyboard.press("ArrowDown")
    office.page.keyboard.press("Enter")
    told(office.page, re.compile("审议支部季度工作报告|支部党员大会"))
    office.is_sound()
    office.look_large("ledger-branch")
    office.open("papers", re.compile("会议记录 PDF"))
    office.page.locator(".papers-table").wait_for()
    office.is_sound()
    lines = Opened(taken(office, re.compile("^导出“会议台账"))).page("会议台账")
    assert len(lines) == office.page.locator(".papers-table tbody tr").count() > 0
    assert "审议支部季度工作报告" in pdf_text(taken(office, "会议记录 PDF"))


def taken(office: Keys, button: Pattern) -> bytes:
    """The file that a button gives."""
    with office.page.expect_download() as waiting:
        office.press(button)
    return waiting.value.path().read_bytes()


def test_the_ten_journeys_of_an_office_need_no_mouse(server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    fill_the_desk(server)
    office = Keys(desk(), server.url, tmp_path)
    signs_in(office)
    from_the_morning_board_to_a_record(office)
    a_record_is_returned_with_a_reason(office)
    what_is_unremarkable_is_approved_together(office)
    a_request_to_be_excused_is_granted(office)
    what_has_waited_for_two_days_is_seen_to(office)
    an_order_follows_from_a_cell(office)
    a_decision_becomes_an_order_in_two_strokes(office)
    the_months_meeting_is_prepared_and_minuted(office)
    the_task_table_fills_itself(office)
    the_months_papers_are_taken_away(office)
    office.is_well()
