"""What a token lets its holder read, and for how long."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from server.kit.problems import Problem

DAY_MS = 24 * 3_600_000
DAYS_AT_MOST = 730
MINUTE_MS = 60_000
PER_MINUTE = 60
"""How often one token may read in a minute of the clock: enough to page through a mine's year, too little to be in anyone's way."""
PREFIX = "lh_"
BY_SHELL = "在服务器上办理"
"""Why a token was made or revoked at the command line."""
STATE_WORDS: Mapping[str, str] = {"live": "可用", "expired": "已过期", "revoked": "已撤销"}
SCOPES: Mapping[str, str] = {"meetings:read": "已通过的会议记录", "board:read": "三色看板"}
"""What a token may be let read, and nothing beyond."""


def token_of(random_bytes: bytes) -> str:
    """The text that a holder sends, from 32 random bytes."""
    return PREFIX + urlsafe_b64encode(random_bytes).decode().rstrip("=")


def hash_of(token: str) -> str:
    """The form in which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def state_of(token: Mapping[str, Any], now_ms: int) -> str:
    """Whether a token can still be used: live, expired or revoked."""
    if token["revoked_at"] is not None:
        return "revoked"
    return "live" if now_ms < token["expires_at"] else "expired"


def bearer_of(header: str) -> str | None:
    """The token of an Authorization header, if it carries one of ours."""
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip().startswith(PREFIX) else None


def not_known() -> Problem:
    """No token, or one that is unknown, expired or revoked: which of them is not told."""
    remedy = "请向系统管理员领取令牌，放在 Authorization: Bearer 里发送。"
    return Problem("tokens.unknown", "令牌无效", "请求没有带令牌，或令牌不对、已过期、已撤销。", remedy, 401)


def scope_missing(scope: str) -> Problem:
    """A good token, for something else."""
    return Problem("tokens.scope", "令牌没有这项权限", f"这个令牌不能读取{SCOPES[scope]}。", f"请让系统管理员发给带 {scope} 权限的令牌。", 403)


def too_often(now_ms: int) -> Problem:
    """More readings in this minute than one token may have; the next minute begins anew."""
    left_s = -(-(MINUTE_MS - now_ms % MINUTE_MS) // 1000)
    told = f"一个令牌每分钟最多读取 {PER_MINUTE} 次。"
    return Problem("request.too_many", "读取太频繁", told, f"请 {left_s} 秒后再读。", 429, retry_after_s=left_s)
