"""What may go wrong with a phone: two tabs, portals, other people, lost logins. No word is ever lost."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import (
    MEMBER,
    SECRETARY,
    ask,
    discuss,
    edit,
    is_on_the_server,
    log_in_again,
    received,
    save,
    waits,
    write,
)
from tests.services import LinghangProcess

# Two tabs of one phone


def change(person: PhoneUser, label: str, value: str) -> None:
    """Changes one field of the record on the screen and saves."""
    edit(person)
    person.page.get_by_label(label, exact=True).fill(value)
    save(person)


def test_two_tabs_one_writes_while_the_other_sends(server: LinghangProcess, secretary: PhoneUser) -> None:
    write(secretary, "会议室", "学习")
    save(secretary)
    secretary.delivered()
    other = PhoneUser(secretary.context, server.url, secretary.context.new_page())
    other.page.goto(secretary.page.url)
    told(other.page, "会议室")
    # A slow line keeps each request of the other tab under way while this one writes.
    line = other.context.new_cdp_session(other.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 900, "downloadThroughput": -1, "uploadThroughput": -1})
    for turn in range(1, 5):
        change(secretary, "地点", f"{turn}号会议室")
        told(other.page, f"{turn}号会议室")
        change(other, "议题", f"第{turn}次学习")
        told(secretary.page, f"第{turn}次学习")
    for person in (secretary, other):
        person.delivered()
        told(person.page, "4号会议室")
        told(person.page, "第4次学习")
        person.is_well()
    (numbers,) = received(server).values()
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 9
    is_on_the_server(server, "4号会议室", "第4次学习")


# A network that answers in the server's place


class Portal(http.server.BaseHTTPRequestHandler):
    """Answers everything with its login page, or sends everybody there."""

    redirects = False

    def answer(self) -> None:
        """One answer for all."""
        page = "<!doctype html><title>登录上网</title><form>手机号</form>".encode()
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.send_response(302 if self.redirects and self.path != "/portal" else 200)
        self.send_header("location", "/portal")
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, format: str, *args: object) -> None:
        """A test needs no log of it."""


class RedirectingPortal(Portal):
    """Sends everybody to its login page."""

    redirects = True


@contextmanager
def portal_instead_of(server: LinghangProcess, kind: type[Portal]) -> Iterator[None]:
    """While the block runs, a portal answers at the server's address; afterwards the server does again."""
    server.stop()
    portal = http.server.ThreadingHTTPServer(("127.0.0.1", server.port), kind)
    thread = threading.Thread(target=portal.serve_forever)
    thread.start()
    try:
        yield
    finally:
        portal.shutdown()
        thread.join()
        portal.server_close()
        server.start()


@pytest.mark.parametrize("kind", [Portal, RedirectingPortal], ids=["200", "302"])
def test_29_a_captive_portal_answers_in_the_servers_place(server: LinghangProcess, secretary: PhoneUser, kind: type[Portal]) -> None:
    secretary.home()
    with portal_instead_of(server, kind):
        secretary.page.goto(server.url + "/#/delivery")
        secretary.page.get_by_role("button", name="立即更新").click()
        told(secretary.page, re.compile("没有连上服务器"))
        secretary.page.reload()
        secretary.home()
        expect(secretary.page.locator(".delivery-chip")).to_contain_text("离线可用")
        write(secretary, "井口会议室", "学习")
        save(secretary)
        waits(secretary, 1)
        secretary.page.reload()
        told(secretary.page, "井口会议室")
        waits(secretary, 1)
    secretary.delivered()
    is_on_the_server(server, "井口会议室")
    secretary.is_well()


# People and sessions


def sign_out(person: PhoneUser) -> None:
    """Logs out by the sheet that says what stays."""
    person.page.goto(person.url + "/#/me")
    person.page.get_by_role("button", name="退出登录").click()
    person.page.get_by_role("dialog").get_by_role("button", name="退出登录").click()
    person.page.get_by_label("密码").wait_for()


def test_30_another_person_uses_the_phone_while_a_queue_waits(server: LinghangProcess, secretary: PhoneUser) -> None:
    secretary.go_down()
    write(secretary, "井下休息硐室", "学习")
    save(secretary)
    record = secretary.page.url
    sign_out(secretary)
    told(secretary.page, "本机还有未送达的记录")
    told(secretary.page, re.compile("曹明：1 条"))

    secretary.context.set_offline(False)
    secretary.sign_in(MEMBER)
    secretary.delivered()
    assert received(server) == {}
    for page in ("/#/delivery", "/#/meetings", "/#/stars", record.removeprefix(server.url)):
        secretary.page.goto(server.url + page)
        secretary.page.wait_for_timeout(500)
        expect(secretary.page.get_by_text("井下休息硐室")).to_have_count(0)
    secretary.page.goto(server.url + "/#/delivery")
    told(secretary.page, "没有等待送达的内容")

    sign_out(secretary)
    secretary.sign_in(SECRETARY)
    secretary.delivered()
    secretary.page.goto(record)
    told(secretary.page, "井下休息硐室")
    is_on_the_server(server, "井下休息硐室")
    ((account,),) = ask(server, "select account from sync_log where acked > 0")
    assert ask(server, "select login from account where id = ?", account) == [(SECRETARY,)]
    secretary.is_well()


def test_30_the_session_ends_underground(server: LinghangProcess, secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.go_down()
    write(secretary, "井下休息硐室", "学习")
    save(secretary)
    ask(server, "delete from session")
    secretary.page.reload()
    edit(secretary)
    discuss(secretary, "都同意")
    save(secretary)
    waits(secretary, 2)
    secretary.context.set_offline(False)
    secretary.poke()
    expect(secretary.page.locator(".delivery-chip")).to_contain_text("请登录", timeout=60_000)
    edit(secretary)
    discuss(secretary, "都同意，没有登录也能写")
    save(secretary)
    secretary.page.locator(".delivery-chip").click()
    told(secretary.page, "登录已失效。记录都在本机，登录后自动送达。")
    secretary.look("login-asked", tmp_path)
    log_in_again(secretary)
    secretary.delivered()
    is_on_the_server(server, "都同意，没有登录也能写")
    assert list(received(server).values()) == [[1, 2, 3]]
    secretary.is_well()
