"""Takes the pictures of the phone's pages that are missing in docs/screenshots; those named on the command line are taken anew.

`python -m tests.browser.pictures [NAME…]`. Pictures of a page in some state of its own are taken by the tests that bring it there.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.addresses import address_of
from tests.browser.pages import FURTHER, PICTURES, SIZES
from tests.browser.people import SHOTS, PhoneUser, keep, told
from tests.browser.recording import DUTY, MEMBER, SECRETARY, ask, save
from tests.conftest import DESK, PHONE
from tests.services import LinghangProcess, program

TWO_PICTURES = """async () => {
    const draw = async name => {
        const canvas = document.createElement('canvas')
        canvas.width = 900; canvas.height = 600
        const brush = canvas.getContext('2d')
        for (const [colour, top] of [['#b8c4c8', 0], ['#6b7b80', 380]]) { brush.fillStyle = colour; brush.fillRect(0, top, 900, 600) }
        return new File([await new Promise(done => canvas.toBlob(done, 'image/jpeg'))], name, { type: 'image/jpeg' })
    }
    const input = document.createElement('input'), files = new DataTransfer(), form = document.createElement('form')
    for (const name of ['班前会.jpg', '签到.jpg']) files.items.add(await draw(name))
    Object.assign(input, { type: 'file', name: 'photos', files: files.files })
    Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' })
    form.append(input)
    document.body.append(form)
    form.submit()
}"""


AT_ONCE = {
    "today": DUTY,
    "resolutions": "决议",
    "score": "支部考核",
    "stars": "政治生活",
    "facts": "党费",
    "me": "触摸",
    "notices": "通知",
    "notice-choices": "通知",
    "install": "微信",
    "ready": "下井",
    "orders": "要办的",
    "tasks": "决议",
    "studios": "创新成果",
    "achieve": "完成人",
    "rooms": "党性修养室",
    "training": "待点名",
    "more": "突破项目",
    "projects": "本支部的项目",
    "proposal": "存在问题",
    "brands": "各支部的品牌",
    "declaration": "品牌载体",
    "visits": "我的联系点",
    "visiting": "做了什么",
    "growth": "站起来会说",
}
"""Pages that need nothing but their address, and a word of each."""


class Album:
    """What is missing, and taking it."""

    def __init__(self, again: list[str]) -> None:
        every = ((name, f"{name}{size}.png") for name in (*PICTURES.values(), *FURTHER) for size in SIZES)
        self.wanted = {picture for name, picture in every if name in again or not (SHOTS / picture).exists()}

    def take(self, person: PhoneUser, page: str) -> None:
        """The page that stands there, in all three ways as far as they are missing; it breaks no accessibility rule in any."""
        name = PICTURES.get(page, page)
        for size in SIZES:
            if f"{name}{size}.png" not in self.wanted:
                continue
            person.page.set_viewport_size(DESK if "1280" in size else PHONE)
            person.page.evaluate(f"document.documentElement.dataset.scene = '{'underground' if 'underground' in size else 'day'}'")
            person.page.wait_for_timeout(600)
            keep(person.page, SHOTS / f"{name}{size}.png")
            person.is_accessible()
        person.page.set_viewport_size(PHONE)
        person.page.evaluate("document.documentElement.dataset.scene = 'day'")


def new_phone(browser: Browser, url: str) -> PhoneUser:
    """A phone that nobody has used."""
    how = {"device_scale_factor": 1, "is_mobile": True, "has_touch": True, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    return PhoneUser(browser.new_context(viewport=PHONE, **how), url)  # type: ignore[arg-type]


def visit(album: Album, person: PhoneUser, page: str, shows: str | re.Pattern[str], address: str = "") -> None:
    """Opens a page by its address, waits for its content, takes it."""
    person.page.goto(f"{person.url}/#/{address or page}")
    told(person.page, shows)
    album.take(person, page)


def the_secretary(album: Album, person: PhoneUser, server: LinghangProcess) -> None:
    """The pages of whoever holds a post in a branch."""
    person.page.goto(person.url)
    told(person.page, "登录")
    album.take(person, "login")
    person.sign_in(SECRETARY)
    told(person.page, re.compile(DUTY))
    person.ready_for_underground()
    for page, shows in AT_ONCE.items():
        visit(album, person, page, re.compile(shows))
    ((project,),) = ask(server, "select id from project where title like '党员先锋岗%'")
    ((brand,),) = ask(server, "select id from brand where name = '匠心运转'")
    visit(album, person, "brand", re.compile("匠心运转"), f"brand/{brand}")
    visit(album, person, "project", re.compile("经过"), f"project/{project}")
    ((made,),) = ask(
        server,
        f"""select v.id from visit v join visit_problem p on p.visit = v.id join account a on a.member = v.guide
        where a.login = '{SECRETARY}' order by v."on", v.id limit 1""",
    )
    visit(album, person, "visit", re.compile("经过"), f"visit/{made}")
    visit(album, person, "growth-item", re.compile("做得怎样"), "growth-item/write")
    for page, shows in {
        "cycle": "五星名额",
        "excuse": "为什么开不了",
        "order": "经过",
        "meetings": "已通过",
        "record": "到会情况",
        "print": "会议类型",
    }.items():
        visit(album, person, page, re.compile(shows), address_of(server, page, SECRETARY))
    ((room, booking, day),) = ask(
        server,
        f"""select room, id, "on" from booking where branch = (select branch from member where employee_no = '{SECRETARY}')
        and state = 'accepted' and "on" >= date('now') order by "on" limit 1""",
    )
    visit(album, person, "room-book", re.compile("提交预约"), f"rooms/book?room={room}&on={day}")
    visit(album, person, "room-booking", re.compile("党性修养室"), f"rooms/booking/{booking}")
    visit(album, person, "facts-kind", re.compile("录一条"), "facts/service")
    ((achievement,),) = ask(server, "select id from achievement where state = 'returned' limit 1")
    visit(album, person, "achievement", re.compile("经过"), f"achievement/{achievement}")
    the_secretary_underground(album, person)


def the_secretary_underground(album: Album, person: PhoneUser) -> None:
    """What is written and waits without a network."""
    person.open_duty(DUTY)
    person.write_basics("井口会议室", "学习安全规程")
    told(person.page, re.compile("草稿已存本机"))
    person.page.evaluate("scrollTo(0, 0)")
    album.take(person, "write")
    person.go_down()
    save(person)
    visit(album, person, "delivery", re.compile("未送达"))
    person.page.get_by_role("link", name=re.compile("新建|记录会议|会议")).first.click()
    album.take(person, "entry")
    visit(album, person, "rescue", re.compile("密封"))
    with person.page.expect_navigation():
        person.page.evaluate(TWO_PICTURES)
    told(person.page, "发来的照片")
    person.page.get_by_alt_text("第 2 张").wait_for()
    album.take(person, "shared")


def the_member(album: Album, person: PhoneUser, server: LinghangProcess) -> None:
    """What a member without a post has beside."""
    person.sign_in(MEMBER)
    visit(album, person, "reviews", re.compile("测评"))
    visit(album, person, "appeal", re.compile("申诉"), address_of(server, "appeal", MEMBER))
    visit(album, person, "profile", re.compile("党龄"))
    visit(album, person, "attendance", re.compile("应到"))
    person.page.get_by_role("link", name="申请更正").first.click()
    told(person.page, "应当是")
    album.take(person, "correct")
    person.page.get_by_role("radio").first.click()
    person.page.get_by_role("button", name="会前已请假").click()
    person.page.get_by_role("button", name="提出申请").click()
    told(person.page, re.compile("等(支部|党群工作部)答复"))
    album.take(person, "corrections")
    say_something(album, person)
    the_stories(album, person, server)


def say_something(album: Album, person: PhoneUser) -> None:
    """Into the box: what was said, and the form in which another is being written."""
    page = person.page
    page.goto(f"{person.url}/#/opinions")
    page.get_by_role("radio", name="负担").click()
    page.get_by_label("想说什么").fill("班前会的学习记录，纸上写一遍，手机上又写一遍。")
    page.get_by_role("radio", name="不署名").click()
    page.get_by_role("button", name="放进意见箱").click()
    told(page, re.compile("已收到，等答复"))
    album.take(person, "opinions-said")
    page.get_by_role("link", name="写一条").click()
    page.get_by_role("radio", name="建议").click()
    page.get_by_label("想说什么").fill("点名能不能按班次排。")
    page.get_by_role("radio", name="不署名").click()
    page.evaluate("scrollTo(0, 0)")
    album.take(person, "opinions")


def the_stories(album: Album, person: PhoneUser, server: LinghangProcess) -> None:
    """What is read, and what is asked before it is."""
    visit(album, person, "stories", re.compile("徐建新"))
    ((story,),) = ask(server, "select story from story_page where member = '' and title like '徐建新%'")
    visit(album, person, "story", re.compile("哪里费工"), f"story/{story}")
    ((consent,),) = ask(server, "select id from story_consent where state = 'asked'")
    visit(album, person, "consent", re.compile("更衣室"), f"consent/{consent}")
    visit(album, person, "honours", re.compile("优秀共产党员"))


def main() -> None:
    """One demo mine with a past, and two phones."""
    album = Album(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = LinghangProcess(Path(folder), "serve", "--demo").start()
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox", "--disable-gpu"])
        people: tuple[Callable[[Album, PhoneUser, LinghangProcess], None], ...] = (the_secretary, the_member)
        try:
            for visits in people:
                visits(album, new_phone(browser, server.url), server)
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
