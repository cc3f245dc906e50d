"""Bots of chat groups: whose they are, which addresses may be called, what is said there, and what follows from the answer. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, quote_plus, urlsplit

import msgspec

from server.domain.notices.rules import DAY_MINUTES, FIRST_WAIT_MS, LONGEST_WAIT_MS, MINUTE_MS, Span, span
from server.kit.identity import Actor
from server.kit.problems import Problem, Reason

Kind = Literal["wecom", "dingtalk"]
Owner = Literal["person", "branch", "office"]
NAMESPACE = uuid.UUID("a2f0c1de-8b7e-5d4e-9c55-1d2b0b6f7c33")
PER_MINUTE = 10
"""Of each minute of the clock, so that no sixty seconds hold more than twenty: that is what either service allows a bot
(WeCom: developer.work.weixin.qq.com path/91770; DingTalk the same, and then refuses for ten minutes)."""
BOTS_AT_MOST = 5
TRIES_AT_MOST = 6
LIMITED_MS = 10 * MINUTE_MS
OVERLAP_MS = 10 * MINUTE_MS
"""What was committed late carries an older instant: the next digest looks back so far behind the last."""
UNREAD_MS = 7 * DAY_MINUTES * MINUTE_MS
_PLACES: Mapping[str, tuple[str, str]] = {"wecom": ("/cgi-bin/webhook/send", "key"), "dingtalk": ("/robot/send", "access_token")}
NAMES: Mapping[str, str] = {"wecom": "企业微信", "dingtalk": "钉钉"}
_LIMITED = frozenset({45009, 45033, 90030, 130101, 410100, 660026})
_GONE = frozenset({93000, 93004, 93008, 300001, 400013, 400101, 400102})
_SECURITY = frozenset({310000})
_BUSY = frozenset({-1})


def bot_digest_id(bot: str, day: str) -> str:
    """The one id of a bot's digest of a day, so that a second one cannot be."""
    return str(uuid.uuid5(NAMESPACE, f"{bot}/{day}"))


def target_of(address: str) -> str:
    """By which an address is known without being told: one group, one bot."""
    return hashlib.sha256(address.encode()).hexdigest()


def may_keep(actor: Actor, owner: str, of: str) -> bool:
    """Whether a person decides about a bot: the office about its own and any branch's, a branch's posts about that one's, all about their own."""
    if owner == "person":
        return of == actor.person
    return actor.has("office") or (owner == "branch" and actor.speaks_for(of))


def hosts_of(setting: str) -> frozenset[str]:
    """The hosts of a setting that names them separated by commas or blanks."""
    return frozenset(setting.replace(",", " ").lower().split())


def address_fault(address: str, kind: Kind, hosts: Collection[str], test_host: str) -> Reason | None:
    """Why an address is not taken, or None: https on the usual port of a host that the setting allows, at the place where that service has its bots.

    `test_host` (host:port) is exempt from the first two.
    """
    place, key = _PLACES[kind]
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return Reason("address", "地址看不懂，请从群机器人的设置里整条复制")
    if not (test_host and f"{host}:{port}" == test_host):
        if parts.scheme != "https" or parts.username is not None or port not in (None, 443):
            return Reason("address", "地址要以 https:// 开头，请从群机器人的设置里整条复制")
        if host not in hosts:
            return Reason("address", f"不往 {host[:80] or '这个地址'} 发：只发往系统管理员允许的 {'、'.join(sorted(hosts))}")
    if parts.path != place or not parse_qs(parts.query).get(key):
        return Reason("address", f"这不是{NAMES[kind]}群机器人的地址，应像 …{place}?{key}=…")
    return None


def quiet_of(chosen: tuple[str, str], shifts: Sequence[tuple[str, str] | None]) -> list[Span]:
    """The hours in which a bot says nothing: those chosen, and the shift of those it speaks to, where all are on the same one."""
    at_work = set(shifts)
    same = at_work.pop() if len(at_work) == 1 else None
    return [span(*chosen), *([span(*same)] if same else [])]


def text_of(fresh: int, link: str) -> str:
    """All that a bot says: how many, and where. No name, no kind, no organisation."""
    return f"领航：有 {fresh} 条没看过的通知，请打开领航查看。{link}"


TRIAL = "领航：这是一条测试消息，收到就说明群机器人可以用了。"


def message_of(text: str) -> bytes:
    """A text as both services take it."""
    return msgspec.json.encode({"msgtype": "text", "text": {"content": text}})


def signed(address: str, kind: str, secret: str, now_ms: int) -> str:
    """The address to call now: DingTalk's bots with a secret want time and signature in it (HMAC-SHA256 over "time, newline, secret")."""
    if kind != "dingtalk" or not secret:
        return address
    code = hmac.new(secret.encode(), f"{now_ms}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={now_ms}&sign={quote_plus(base64.b64encode(code))}"


class BotAnswer(NamedTuple):
    """What came back: HTTP status and the service's own code; `sent` says whether the message may have arrived where no answer came."""

    sent: bool
    status: int | None = None
    errcode: int | None = None


class BotFate(NamedTuple):
    """What becomes of a message: sent, waiting (again in `wait_ms`), refused, unsure or given_up; `code` says why in a word."""

    state: Literal["sent", "waiting", "refused", "unsure", "given_up"]
    code: str = ""
    wait_ms: int = 0


def errcode_of(body: bytes) -> int | None:
    """The service's own code in its answer; None where it is not one of theirs."""
    try:
        return msgspec.json.decode(body, type=_Told).errcode
    except msgspec.DecodeError:
        return None


class _Told(msgspec.Struct):
    errcode: int


def fate(answer: BotAnswer, tries: int) -> BotFate:
    """After the `tries`-th try (from 1). A message that may have arrived is never sent again: a group reads twice what a phone would show once."""
    if answer.status is None:
        return BotFate("unsure", "unsure") if answer.sent else _later("unreachable", FIRST_WAIT_MS << (tries - 1), tries)
    if answer.errcode == 0 and answer.status < 300:
        return BotFate("sent")
    if answer.status == 429 or answer.errcode in _LIMITED:
        return _later("limited", LIMITED_MS, tries)
    if answer.status == 503 or answer.errcode in _BUSY:
        return _later("busy", FIRST_WAIT_MS << (tries - 1), tries)
    if answer.errcode is None:
        return BotFate("unsure", "unsure") if answer.status < 300 or answer.status >= 500 else BotFate("refused", f"http {answer.status}")
    if answer.errcode in _GONE:
        return BotFate("refused", "gone")
    return BotFate("refused", "security" if answer.errcode in _SECURITY else f"errcode {answer.errcode}")


def _later(code: str, wait_ms: int, tries: int) -> BotFate:
    return BotFate("given_up", code) if tries >= TRIES_AT_MOST else BotFate("waiting", code, min(wait_ms, LONGEST_WAIT_MS))


def too_often(now_ms: int) -> Problem:
    """More messages in this minute than a group's bot may have."""
    left_s = -(-(MINUTE_MS - now_ms % MINUTE_MS) // 1000)
    return Problem(
        "request.too_many", "发得太频繁", f"一个群机器人每分钟最多发 {PER_MINUTE} 条。", f"请 {left_s} 秒后再试。", 429, retry_after_s=left_s
    )


def known_already() -> Problem:
    """The address is registered."""
    return Problem(
        "notices.bot_known",
        "已经登记过",
        "这个群机器人的地址已经登记过，一个群一天只发一次汇总。",
        "请改用已登记的那个，或先删去它。",
        409,
        "address",
    )


def bots_full() -> Problem:
    """More bots than anyone needs."""
    return Problem("notices.bots_full", "群机器人太多", f"最多登记 {BOTS_AT_MOST} 个群机器人。", "请先删去不用的。", 409)
