"""What a test of phones does again and again: a secretary who is ready, half a meeting, its saving, and what the server then has."""

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext, Error, expect

from tests.browser.people import PASSWORD, PhoneUser, told
from tests.services import LinghangProcess

Phones = Callable[..., BrowserContext]
Desks = Callable[..., BrowserContext]

DUTY = "月主题党日"
SECRETARY, MEMBER = "J200001", "J200009"


def arrive(server: LinghangProcess, phone: Phones) -> PhoneUser:
    """Signs the secretary in on a phone and waits until it can do without a network."""
    person = PhoneUser(phone("secretary"), server.url)
    person.sign_in(SECRETARY)
    told(person.page, re.compile(DUTY))
    person.ready_for_underground()
    return person


def write(person: PhoneUser, place: str, agenda: str) -> None:
    """Half a meeting in the form of what is due."""
    person.open_duty(DUTY)
    told(person.page, "必填的六项")
    person.write_basics(place, agenda)


def discuss(person: PhoneUser, text: str) -> None:
    """Writes what was said; the field stands there once someone asks for it."""
    field = person.page.get_by_role("textbox", name="讨论情况", exact=True)
    if not field.is_visible():
        person.page.get_by_role("button", name="讨论情况", exact=True).click()
    field.fill(text)


def save(person: PhoneUser) -> None:
    """Saves what is in the form and waits until the screen says that it is on this phone."""
    person.page.get_by_role("button", name="保存", exact=True).click()
    expect(person.page.locator("[aria-current=step]")).to_be_visible()


def edit(person: PhoneUser) -> None:
    """Opens the form of the record on the screen."""
    person.page.get_by_role("button", name="修改", exact=True).click()
    told(person.page, "必填的六项")


def holds(person: PhoneUser, **fields: str) -> None:
    """The open form shows these words."""
    for label, value in fields.items():
        expect(person.page.get_by_label(label, exact=True)).to_have_value(value)


def waits(person: PhoneUser, count: int) -> None:
    """The chip says how many steps are on this phone only."""
    expect(person.page.locator(".delivery-chip")).to_contain_text(f"未送达 {count}")


def ask(server: LinghangProcess, statement: str, *arguments: object) -> list[tuple[object, ...]]:
    """Reads the server's own file, or changes it: what it says is what the disk has."""
    with sqlite3.connect(server.data / "linghang.db", timeout=30) as database:
        return database.execute(statement, arguments).fetchall()


def received(server: LinghangProcess) -> dict[str, list[int]]:
    """The numbers of the mutations that each log has delivered, in the order of their arrival."""
    found: dict[str, list[int]] = {}
    for log, mid in ask(server, "select log, mid from sync_inbox order by received_at, mid"):
        found.setdefault(str(log), []).append(int(str(mid)))
    return found


def is_on_the_server(server: LinghangProcess, *words: str) -> None:
    """Each of these words stands in a meeting on the server's disk."""
    text = str(ask(server, "select place, agenda, discussion from meeting"))
    assert all(word in text for word in words), text


def log_in_again(person: PhoneUser) -> None:
    """Follows the request to log in, to a form that knows the person."""
    person.page.goto(person.url + "/#/delivery")
    person.page.get_by_role("link", name="登录后送达").click()
    told(person.page, re.compile("本机有 \\d 条记录未送达，登录后自动送出。"))
    person.page.get_by_label("密码").fill(PASSWORD)
    person.page.get_by_role("button", name="登录", exact=True).click()
    person.page.get_by_label("密码").wait_for(state="detached")


@contextmanager
def at_desk(server: LinghangProcess) -> Iterator[httpx.Client]:
    """The office without a browser, signed in."""
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as office:
        office.post("/api/session", json={"login": "office", "password": PASSWORD}).raise_for_status()
        yield office


def approve(server: LinghangProcess, address: str) -> None:
    """The office approves exactly what there is at the address of a record."""
    meeting = address.rsplit("/", 1)[1]
    with at_desk(server) as office:
        digest = office.get(f"/api/review/{meeting}").json()["digest"]
        office.post(f"/api/review/{meeting}/approve", json={"digest": digest}).raise_for_status()


def colleague(server: LinghangProcess, phone: Phones, post: str = "deputy_secretary", duty: str = DUTY) -> PhoneUser:
    """Someone else with a post in the secretary's branch, on a phone of their own: activated with a code from the office, and ready."""
    ((number, member),) = ask(
        server,
        """select m.employee_no, m.id from post p join member m on m.id = p.member where p.post = ? and p.to_on is null
        and p.branch = (select branch from member where employee_no = ?) limit 1""",
        post,
        SECRETARY,
    )
    with at_desk(server) as office:
        made = office.post("/api/accounts/activation", json={"members": [member]}).json()["codes"][0]
        office.post("/api/activation", json={"login": made["login"], "code": made["code"], "password": PASSWORD}).raise_for_status()
    person = PhoneUser(phone(post), server.url)
    person.sign_in(str(number))
    told(person.page, re.compile(duty))
    person.ready_for_underground()
    return person


def open_record(person: PhoneUser, address: str) -> None:
    """Opens a record by its address and waits for its content."""
    person.page.goto(address)
    person.poke()
    told(person.page, "经过")


def mark(person: PhoneUser, name: str, status: str, reason: str) -> None:
    """In the open form, gives one person another mark with a reason."""
    face = person.page.get_by_role("button", name=re.compile(f"^{name}"))
    for _ in range(4):
        if status in face.inner_text():
            break
        face.click()
    expect(face).to_contain_text(status)
    group = person.page.get_by_role("radiogroup", name=f"{name}的原因")
    group.get_by_role("radio", name=reason, exact=True).click()


def limit_storage(person: PhoneUser, quota_bytes: int | None) -> None:
    """Gives the app so much room on the disk, or as much as there is."""
    limits = {} if quota_bytes is None else {"quotaSize": quota_bytes}
    devtools = person.context.new_cdp_session(person.page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": person.url, **limits})


def kill_tab(person: PhoneUser) -> None:
    """The tab dies where it is, without a last word."""
    with person.page.expect_event("crash"), suppress(Error):
        person.page.goto("chrome://crash", timeout=5_000)


def kill_browser(profile: Path) -> None:
    """SIGKILL for the browser of this profile, as when the system needs its memory or the battery ends."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(word.startswith(b"--type=") for word in words):
            os.kill(int(folder.name), signal.SIGKILL)


def deputy_login(server: LinghangProcess) -> str:
    """Lets the office make a login for the same branch's deputy; gives the employee number."""
    with at_desk(server) as office:
        found = office.get("/api/people", params={"q": "J200002"}).json()
        made = office.post("/api/accounts/activation", json={"members": [found[0]["member"]]}).json()["codes"][0]
        office.post("/api/activation", json={"login": made["login"], "code": made["code"], "password": PASSWORD}).raise_for_status()
    return made["login"]
