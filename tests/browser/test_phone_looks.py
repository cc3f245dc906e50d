"""The phone's screens in dim light and with type twice as large: nothing is cut off, nothing breaks the accessibility rules."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.addresses import address_of
from tests.browser.fitting import LargeType
from tests.browser.paper import sheets_of, text_of
from tests.browser.people import PhoneUser, told
from tests.browser.recording import DUTY, SECRETARY, ask, at_desk, holds, save
from tests.services import LinghangProcess

WORDS = {"地点": ("井口", "井口会议室"), "议题": ("学系", "学习"), "找人": ("cf ", "cf")}
"""What a keyboard's microphone hears at first, and what it makes of it."""


def takes_dictation(person: PhoneUser) -> None:
    """Dictated words come as a composition, without a key: they stay while they change, and are in the form and its draft afterwards."""
    tools = person.context.new_cdp_session(person.page)
    for label, (heard, meant) in WORDS.items():
        field = person.page.get_by_label(label, exact=True)
        field.click()
        tools.send("Input.imeSetComposition", {"text": heard, "selectionStart": len(heard), "selectionEnd": len(heard)})
        expect(field).to_have_value(heard)
        tools.send("Input.insertText", {"text": meant})
        expect(field).to_have_value(meant)
    expect(person.page.locator(".face")).to_have_count(1)
    person.page.get_by_label("找人", exact=True).fill("")
    told(person.page, re.compile("草稿已存本机"))


def says_what_need_not_be_typed(person: PhoneUser) -> None:
    """A usual phrase goes under what is there, and only once."""
    agenda = person.page.get_by_label("议题", exact=True)
    sayings = person.page.get_by_role("group", name="议题的常用写法")
    sayings.get_by_role("button", name="交纳党费").click()
    expect(agenda).to_have_value("学习\n交纳党费")
    expect(sayings.get_by_role("button", name="交纳党费")).to_have_count(0)
    agenda.fill("学习")


def reads_aloud(person: PhoneUser) -> None:
    """Whatever can be used in the recorder has a name of its own, and comes in the order of the form."""
    heard = person.controls()
    assert [one for one in heard if len(one.split()) < 2] == []
    assert sorted(one for one in set(heard) if heard.count(one) > 1) == []
    form = [
        "button 返回",
        "Date 日期",
        "InputTime 开始",
        "InputTime 结束",
        "textbox 地点",
        "button 主持人 曹明",
        "button 记录人 曹明",
        "textbox 议题",
    ]
    form += ["button 全部到会，再点没来的人", "button 陈帆 未点", "button 拍照", "button 打印预览", "button 保存", "button 保存并提交"]
    assert [one for one in heard if one in form] == form


def take_the_roll_from_a_chat(person: PhoneUser, tmp_path: Path) -> None:
    """Pastes a relay list; a reload leaves it as it was; who is not on the roll is asked about, and nobody is marked for it."""
    names = person.page.locator(".face b").all_inner_texts()[:3]
    person.page.get_by_role("button", name="粘贴接龙点名").click()
    person.page.get_by_label("把群里的接龙粘贴到这里").fill(f"#接龙\n1. {names[0]}\n2. {names[1]} 井下当班\n3. {names[2]}\n4. 王小二")
    told(person.page, "王小二是哪一位")
    person.look("relay-underground", tmp_path)
    person.page.reload()
    person.page.get_by_role("button", name="粘贴接龙点名").click()
    told(person.page, "王小二是哪一位")
    person.page.get_by_role("button", name="按接龙点名 3 人").click()
    expect(person.page.locator(".face", has_text=names[1])).to_contain_text("请假")
    expect(person.page.locator(".face", has_text=names[2])).to_contain_text("到会")


def vote_and_meet_again(person: PhoneUser, tmp_path: Path) -> None:
    """A vote's result is told while it is counted; a meeting that votes offers no further session, and one that does not does."""
    person.page.get_by_role("button", name="表决", exact=True).click()
    person.page.get_by_role("button", name="加一项表决").click()
    expect(person.page.get_by_role("button", name="分场次", exact=True)).to_have_count(0)
    person.page.get_by_role("button", name="反对加一").click()
    person.page.get_by_role("button", name=re.compile("其余 1 人赞成")).click()
    verdict = person.page.get_by_text(re.compile("未通过：没有达到法定人数"))
    verdict.scroll_into_view_if_needed()
    person.look("votes-underground", tmp_path)
    person.page.get_by_role("button", name="打印预览").click()
    expect(person.page.locator(".paper")).to_contain_text(re.compile("表决 1：赞成 \\d+，反对 1，弃权 0（未通过）"))
    person.page.get_by_role("button", name="返回").click()
    person.page.get_by_role("button", name="删去 表决 1").click()
    person.page.get_by_role("button", name="分场次", exact=True).click()
    person.page.get_by_role("button", name="加一场").click()
    person.page.get_by_role("button", name="中班", exact=True).click()
    told(person.page, "第 2 场：没有写时间")
    person.page.get_by_role("button", name="这一场来了 0 人").click()
    person.look("session-who-came-underground", tmp_path)
    person.page.locator(".sheet").get_by_role("button", name=re.compile("^中班 .* 人都来了")).click()
    person.page.locator(".sheet").get_by_role("button", name=re.compile("这一场来了 [1-9]")).click()
    person.look("sessions-underground", tmp_path)


def talk_of_two(person: PhoneUser, tmp_path: Path) -> None:
    """The list of records leads to the form; a talk asks only for those who took part, and a second tap takes one out again."""
    page = person.page
    page.goto(f"{person.url}/#/meetings")
    page.get_by_role("link", name="记一次会议").click()
    page.get_by_role("radio", name="谈心谈话").click()
    expect(page.get_by_role("button", name=re.compile("全部到会"))).to_have_count(0)
    told(page, "点上参加谈话的人，至少两人")
    faces = page.locator(".face")
    for at in (0, 1, 2, 2):
        faces.nth(at).click()
    told(page, "2 人参加谈话")
    faces.nth(0).scroll_into_view_if_needed()
    person.look_in_all_light("roll-call-talk", tmp_path)
    page.evaluate("document.documentElement.dataset.scene = 'underground'")
    page.get_by_role("button", name="保存并提交").click()
    expect(page.get_by_role("dialog")).not_to_contain_text("没有点名")
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    page.get_by_role("button", name="放弃草稿").click()
    page.get_by_role("dialog").get_by_role("button", name="放弃草稿").click()
    expect(faces).to_have_count(0)


HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
SAID = """() => [document.body.innerText, ...['aria-label', 'placeholder', 'alt', 'title'].flatMap(name =>
    [...document.querySelectorAll(`[${name}]`)].map(one => one.getAttribute(name)))].join('\\n')"""
MAIN = ("today", "meetings", "write/new?kind=theme_day", "stars", "score", "tasks", "orders", "resolutions", "more", "notices", "delivery", "ready")
MAIN += ("me", "facts", "attendance", "profile", "corrections", "visits", "brands", "projects", "rooms", "training", "growth", "studios", "excuse")
MAIN += ("opinions",)


NAMED = ("政治生活", "理论学习", "群众测评", "主题党日", "党小组会", "书记")
"""What rows hold in Chinese and the app has a word for."""


def rows_of(server: LinghangProcess) -> str:
    """Every word that the server keeps: what people wrote, and what is called as the mine calls it."""
    tables = [str(name) for (name,) in ask(server, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")]
    return "\n".join(str(one) for table in tables for row in ask(server, f'select * from "{table}"') for one in row if isinstance(one, str))


def speaks_english(person: PhoneUser, server: LinghangProcess, tmp_path: Path) -> None:
    """The main pages once English is chosen: what is Chinese on them stands word for word in the server's rows, or names its own language."""
    page, data = person.page, rows_of(server) + "中文"
    page.goto(f"{person.url}/#/me")
    page.get_by_text("English", exact=True).click()
    told(page, "Gloves")
    expect(page.get_by_text("草稿已存本机")).to_have_count(0)  # said in Chinese, for a while
    found: dict[str, list[str]] = {}
    for name in MAIN:
        page.goto(f"{person.url}/#/{address_of(server, name, SECRETARY)}")
        page.locator("main.page").wait_for()
        expect(page.locator(".waiting")).to_have_count(0)
        page.wait_for_timeout(150)
        found[name] = [one for one in HAN.findall(page.evaluate(SAID)) if one not in data or one in NAMED]
    assert not any(found.values()), {name: some for name, some in found.items() if some}
    for name in ("today", "stars"):
        page.goto(f"{person.url}/#/{name}")
        person.look(f"{'home' if name == 'today' else name}-english", tmp_path)
    dimension = page.locator("details.dimension").first
    dimension.locator("summary").click()
    dimension.scroll_into_view_if_needed()
    person.look("stars-explanation-english", tmp_path)
    is_refused_in_english(person, server, tmp_path)
    page.goto(f"{person.url}/#/me")
    page.get_by_text("中文", exact=True).click()


def is_refused_in_english(person: PhoneUser, server: LinghangProcess, tmp_path: Path) -> None:
    """What the server says when it refuses: a login, and a step that a phone keeps with the reason, whose date stands in the sentence."""
    page = person.page
    page.goto(f"{person.url}/#/login")
    page.get_by_label("Password", exact=True).fill("a guess")
    page.get_by_role("button", name="Log in", exact=True).click()
    told(page, "The account or the password is wrong")
    told(page, "ask the Party affairs office for a new activation code")
    person.look("login-refused-english", tmp_path)
    page.goto(f"{person.url}/#/{address_of(server, 'excuse', SECRETARY)}")
    page.get_by_role("radio", name="Emergency").click()
    page.get_by_role("radio", name="Later", exact=True).click()
    page.get_by_label("Until", exact=True).fill((datetime.now(UTC) + timedelta(days=900)).date().isoformat())
    page.get_by_role("button", name="Ask", exact=True).click()
    page.goto(f"{person.url}/#/delivery")
    person.poke()
    told(page, re.compile(r"It must be a day after \d{4}-\d\d-\d\d, within a year\."))
    told(page, "Please choose another day")
    person.look("entry-refused-english", tmp_path)
    page.get_by_role("button", name="Give up this step").click()
    page.get_by_role("dialog").get_by_text("No longer needed").click()
    page.get_by_role("dialog").get_by_role("button", name="Give up").click()
    expect(page.get_by_text("It must be a day after")).to_have_count(0)


def see_it_on_paper(person: PhoneUser, tmp_path: Path) -> None:
    """The preview of what is in the form, and the sheet itself: every field and every name; the way back leads into the same draft."""
    page = person.page
    for button in ("讨论情况", "决议", "列席人员", "会议名称"):
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="加一条决议").click()
    typed = {"讨论情况": "甲说：“要快。”\n乙不同意。", "决定做什么": "本周查完隐患" * 9, "列席人员": "区长李强", "会议名称": "安全主题党日"}
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)
    names = page.locator(".faces .face b").all_inner_texts()
    page.get_by_role("button", name=re.compile("其余 .* 人全部到会")).click()
    page.get_by_role("button", name="打印预览").click()
    expect(page.locator(".paper")).to_contain_text("井口会议室")
    person.look("print-preview", tmp_path)
    assert sheets_of(page, tmp_path / "record.pdf") == 2
    text = text_of(tmp_path / "record.pdf")
    filled = ("主题党日", "井口会议室", "主持人曹明", "记录人曹明", "学习", "第2场：中班", f"应到{len(names)}", "（签名）", *typed.values())
    assert [one for one in (*filled, *names) if "".join(one.split()) not in text] == []
    page.get_by_role("button", name="返回").click()
    holds(person, 地点="井口会议室")


def order_something(server: LinghangProcess) -> str:
    """The office orders the secretary's branch; the order's id."""
    asked = {"batch": str(uuid4()), "kind": "key", "cadence": "weekly", "content": "按立项报告推进，每周写明完成了什么、遇到什么困难。" * 3}
    ((branch,),) = ask(server, "select branch from member where employee_no = ?", SECRETARY)
    with at_desk(server) as office:
        answer = office.post(
            "/api/orders", json=asked | {"due_on": (datetime.now(UTC) + timedelta(days=7)).date().isoformat(), "orgs": [branch]}
        ).raise_for_status()
    return answer.json()["orders"][0]


def twice_as_large(person: PhoneUser, server: LinghangProcess, tmp_path: Path) -> None:
    """Every page, without a network as underground; in the recorder what its sheets hold, too."""
    addresses = {"write": "write/new?kind=theme_day", "correct": "correct/roster?field=name&seen=曹明", "order": f"order/{order_something(server)}"}
    addresses["excuse"] = address_of(server, "excuse", SECRETARY)
    person.page.goto(f"{person.url}/#/orders")
    person.poke()
    told(person.page, re.compile("按立项报告推进"))
    large = LargeType(person)
    large.by_browser()
    person.home()
    told(person.page, re.compile(DUTY))
    person.look("home-200-percent", tmp_path)
    person.go_down()
    person.open_duty(DUTY)
    told(person.page, "必填的六项")
    large.looks("draft")
    person.look("recorder-200-percent", tmp_path)
    for button in (re.compile("^主持人"), "粘贴接龙点名"):
        person.page.get_by_role("button", name=button).click()
        large.looks(f"sheet {button}")
        person.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    save(person)
    large.looks("record on this phone")
    large.walks(addresses | {"record": person.page.url.partition("#/")[2], "print": person.page.url.partition("#/")[2].replace("record", "print")})
    large.nothing_disturbs()


def test_home_and_recorder_in_the_dark_and_every_page_with_type_twice_as_large(server: LinghangProcess, secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("井下", exact=True).click()
    secretary.home()
    secretary.look("home-underground", tmp_path)
    secretary.open_duty(DUTY)
    takes_dictation(secretary)
    says_what_need_not_be_typed(secretary)
    secretary.look("recorder-underground", tmp_path)
    reads_aloud(secretary)
    take_the_roll_from_a_chat(secretary, tmp_path)
    vote_and_meet_again(secretary, tmp_path)
    see_it_on_paper(secretary, tmp_path)
    talk_of_two(secretary, tmp_path)

    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("日间", exact=True).click()
    speaks_english(secretary, server, tmp_path)
    twice_as_large(secretary, server, tmp_path)
    secretary.is_well()
