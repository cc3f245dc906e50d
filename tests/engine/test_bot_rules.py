"""What follows from a chat service's answer, which addresses are called, and when a group's bot keeps quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.notices import rules
from server.domain.notices.rules import bots
from server.domain.notices.rules.bots import BotAnswer

HOSTS = bots.hosts_of("qyapi.weixin.qq.com, oapi.dingtalk.com")


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [
        (BotAnswer(True, 200, 0), "sent", ""),
        (BotAnswer(True, 200, 45009), "waiting", "limited"),
        (BotAnswer(True, 200, 130101), "waiting", "limited"),
        (BotAnswer(True, 429), "waiting", "limited"),
        (BotAnswer(True, 200, -1), "waiting", "busy"),
        (BotAnswer(True, 503), "waiting", "busy"),
        (BotAnswer(False), "waiting", "unreachable"),
        (BotAnswer(True), "unsure", "unsure"),
        (BotAnswer(True, 502), "unsure", "unsure"),
        (BotAnswer(True, 200), "unsure", "unsure"),
        (BotAnswer(True, 404), "refused", "http 404"),
        (BotAnswer(True, 200, 93000), "refused", "gone"),
        (BotAnswer(True, 200, 310000), "refused", "security"),
        (BotAnswer(True, 200, 40058), "refused", "errcode 40058"),
    ],
)
def test_what_becomes_of_a_message_follows_from_the_answer(answer: BotAnswer, state: str, code: str) -> None:
    assert bots.fate(answer, 1)[:2] == (state, code)


@given(st.booleans(), st.none() | st.integers(100, 599), st.none() | st.integers(-5, 10**6), st.integers(1, bots.TRIES_AT_MOST))
def test_what_may_have_arrived_is_never_sent_again(sent: bool, status: int | None, errcode: int | None, tries: int) -> None:
    fate = bots.fate(BotAnswer(sent, status, errcode), tries)
    if status is None and sent:
        assert fate.state == "unsure"
    if fate.state == "waiting":
        assert tries < bots.TRIES_AT_MOST and 0 < fate.wait_ms <= rules.LONGEST_WAIT_MS


@pytest.mark.parametrize(
    ("body", "errcode"), [(b'{"errcode":0,"errmsg":"ok"}', 0), (b'{"errcode":93000}', 93000), (b"<html>", None), (b"{}", None), (b"", None)]
)
def test_only_their_own_answers_have_a_code(body: bytes, errcode: int | None) -> None:
    assert bots.errcode_of(body) == errcode


def test_an_address_of_either_service_is_taken_and_its_signature_is_the_documented_one() -> None:
    wecom, dingtalk = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a", "https://oapi.dingtalk.com/robot/send?access_token=b"
    assert bots.address_fault(wecom, "wecom", HOSTS, "") is None
    assert bots.address_fault(dingtalk, "dingtalk", HOSTS, "") is None
    assert bots.address_fault(wecom, "dingtalk", HOSTS, "") is not None
    assert bots.address_fault(wecom, "wecom", bots.hosts_of("none"), "") is not None
    assert bots.signed(wecom, "wecom", "SEC", 1) == wecom
    assert bots.signed(dingtalk, "dingtalk", "", 1) == dingtalk
    signed = bots.signed(dingtalk, "dingtalk", "SECabc", 1577262236757)
    assert signed == f"{dingtalk}&timestamp=1577262236757&sign=I5TKCOTTj6fad4sJ4q9RsIffw0PAChVQZQGTdtRbNEQ%3D"


def test_a_group_is_left_alone_while_all_it_speaks_to_are_on_the_same_shift() -> None:
    chosen, early, night = ("22:00", "07:00"), ("06:00", "14:00"), ("22:00", "06:00")
    assert bots.quiet_of(chosen, [early]) == [rules.span(*chosen), rules.span(*early)]
    assert bots.quiet_of(chosen, [early, night]) == [rules.span(*chosen)]
    assert bots.quiet_of(chosen, [early, None]) == bots.quiet_of(chosen, []) == [rules.span(*chosen)]
