"""Ids of notices, when a digest may come, where a push may go, and what follows from a push service's answer. Pure."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from server.kit.problems import Problem
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("0f6f2f6e-53c1-5b0b-8a0e-6d0f8a7c2b14")
MINUTE_MS = 60_000
DAY_MINUTES = 24 * 60
KEPT_DAYS = 90
"""How long notices stay on phones; what they lead to stays for ever."""
FIRST_WAIT_MS, LONGEST_WAIT_MS, TRIES_AT_MOST = MINUTE_MS, 3 * 60 * MINUTE_MS, 9
SUBSCRIPTIONS_AT_MOST = 20
ENDPOINT_AT_MOST = 1000
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_POINT_BYTES, _AUTH_BYTES = 65, 16

Span = tuple[int, int]
"""From a minute of the day until another; over midnight if it ends before it begins, and never if both are the same."""


def notice_id(kind: str, row: str, mark: str, member: str) -> str:
    """The one id of a notice: a member is told the same thing once, however often it is drawn."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}/{row}/{mark}/{member}"))


def read_id(member: str, notice: str) -> str:
    """The one id under which a member's reading of a notice is kept; another's cannot be named by it."""
    return str(uuid.uuid5(_NAMESPACE, f"read/{member}/{notice}"))


def choice_id(member: str) -> str:
    """The one id of what a member chose."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{member}"))


def digest_id(member: str, day: str) -> str:
    """The one id of a member's digest of a day."""
    return str(uuid.uuid5(_NAMESPACE, f"digest/{member}/{day}"))


def subscription_id(endpoint: str) -> str:
    """The one id of a browser, by the address its push service gave it."""
    return str(uuid.uuid5(_NAMESPACE, f"push/{endpoint}"))


def delivery_id(digest: str, subscription: str) -> str:
    """The one id of a digest's way to a browser."""
    return str(uuid.uuid5(_NAMESPACE, f"{digest}/{subscription}"))


# --- When


def clock_fault(*clocks: str) -> Refusal | None:
    """Why times of day cannot be taken, or None."""
    if all(_CLOCK.fullmatch(clock) for clock in clocks):
        return None
    return Refusal("notices.clock", "时间不对", "时间要写成 08:00 这样", "请重新选择时间")


def minutes(clock: str) -> int:
    """The minute of the day of `HH:MM`."""
    return int(clock[:2]) * 60 + int(clock[3:])


def span(from_clock: str, to_clock: str) -> Span:
    """Two times of day as minutes."""
    return minutes(from_clock), minutes(to_clock)


def is_quiet(minute: int, spans: Iterable[Span]) -> bool:
    """Whether a minute of the day lies in one of the spans."""
    return any(begin <= minute < end if begin <= end else minute >= begin or minute < end for begin, end in spans)


def moment(digest_at: int, spans: Sequence[Span]) -> int | None:
    """The minute of the day from which the digest may come: the one asked for, or the next that is not quiet; there may be none."""
    later = (*range(digest_at, DAY_MINUTES), *range(digest_at))
    return next((minute for minute in later if not is_quiet(minute, spans)), None)


def is_due(minute: int, digest_at: int, spans: Sequence[Span]) -> bool:
    """Whether today's digest may go out at this minute. What was missed is made up for as long as it is not quiet."""
    begin = moment(digest_at, spans)
    return begin is not None and begin <= minute and not is_quiet(minute, spans)


# --- Where to


def endpoint_fault(endpoint: str, test_host: str) -> str | None:
    """Why nothing is ever sent to an address that a browser named, in words, or None; what its name resolves to is looked at when it is called.

    `test_host` (host:port) is exempt: it may be asked without TLS and lie in the own network.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "推送地址看不懂"
    if test_host and f"{host}:{port}" == test_host:
        return None
    if parts.scheme != "https" or not host or parts.username is not None or len(endpoint) > ENDPOINT_AT_MOST or port not in (None, 443):
        return "推送地址须以 https 开头，由浏览器给出"
    return "推送地址不能是内网地址" if _is_inside(host) else None


def _is_inside(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def is_public(address: str) -> bool:
    """Whether an IP address may be called: not this machine, not the own network. Raises ValueError for what is no address."""
    found = ipaddress.ip_address(address)
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_global and not (mapped or found).is_multicast


def keys_fault(p256dh: str, auth: str) -> str | None:
    """Why a browser's keys cannot be used, or None: a point of P-256 uncompressed, and 16 bytes (RFC 8291)."""
    point, secret = from_base64url(p256dh), from_base64url(auth)
    if point is None or secret is None or len(point) != _POINT_BYTES or point[0] != 4 or len(secret) != _AUTH_BYTES:
        return "浏览器给出的推送密钥不完整"
    return None


def from_base64url(text: str) -> bytes | None:
    """Bytes from base64url with or without padding; None for what is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def refused(fault: str) -> Problem:
    """A subscription that cannot be taken."""
    return Problem("notices.subscription", "不能打开推送", f"{fault}。", "通知仍会出现在应用里；请更新浏览器后再试。", 400)


def too_many() -> Problem:
    """More browsers than one person can have."""
    return Problem("notices.too_many", "设备太多", f"这个账号已有 {SUBSCRIPTIONS_AT_MOST} 台设备接收推送。", "请先在不用的设备上关闭推送。", 409)


# --- What became of it


class Fate(NamedTuple):
    """What becomes of a delivery after a try; `wait_ms` is until the next one."""

    state: Literal["sent", "gone", "given_up", "waiting"]
    wait_ms: int = 0


def fate(status: int | None, tries: int, retry_after_s: int | None = None) -> Fate:
    """After the `tries`-th try (from 1) was answered so, or not at all (None). RFC 8030: 404 and 410 mean that the browser is gone for good."""
    if status is not None and 200 <= status < 300:
        return Fate("sent")
    if status in (404, 410):
        return Fate("gone")
    if (status is not None and status < 500 and status != 429) or tries >= TRIES_AT_MOST:
        return Fate("given_up")
    wait_ms = max(FIRST_WAIT_MS << (tries - 1), (retry_after_s or 0) * 1000)
    return Fate("waiting", min(wait_ms, LONGEST_WAIT_MS))
