"""Who may sign in, for how long, with which password and code, and what they may do then."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from server.domain.accounts.schemas import AssessorOut, DeviceOut, RoleGrantOut
from server.kit.clock import is_day
from server.kit.identity import Actor, Grant
from server.kit.problems import Problem, Reason, rights_missing
from server.kit.sheets import Book, Column, Page, Rows, batch

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

SESSION_IDLE_MS = 12 * HOUR_MS
SESSION_ENDS_AFTER_MS = 30 * DAY_MS
SESSION_TOUCH_MS = MINUTE_MS
CODE_LASTS_MS = 30 * DAY_MS
FIRST_CODE = "第一次发放"
"""Why someone gets a code who has set no password yet: nobody has to say so."""
BY_SHELL = "在服务器上办理"
"""Why a role or a code came from the command line."""
FRESH_MS = 10 * MINUTE_MS
STORES_AT_MOST = 100

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: they are mistaken for one another when copied by hand
CODE_LENGTH = 8

FREE_FAILURES = 4
FIRST_DELAY_MS = 5_000
LONGEST_DELAY_MS = 15 * MINUTE_MS

PASSWORD_LENGTH = 8
_COMMON_PASSWORDS = frozenset({
    "0123456789", "10203040", "11223344", "12121212", "12301230", "123123123", "12341234", "12344321", "12345678", "123456789", "1234567890",
    "123456789a", "12345678a", "123456aa", "123456abc", "13141314", "13145200", "1314520520", "147258369", "1q2w3e4r", "1q2w3e4r5t",
    "1qaz2wsx", "1qaz@wsx", "31415926", "52013141", "5201314520", "520520520", "66668888", "789456123", "87654321", "88886666", "98765432",
    "987654321", "a1234567", "a12345678", "a123456789", "aa123456", "aa12345678", "abc12345", "abcd1234", "admin123", "admin888",
    "administrator", "asdfghjk", "asdfghjkl", "baseball", "computer", "dangjian", "dangyuan", "dangzhibu", "football", "iloveyou", "internet",
    "letmein1", "linghang", "linghang1", "meikuang", "p@ssw0rd", "p@ssword", "passw0rd", "password", "password1", "password123", "princess",
    "q1w2e3r4", "qq123456", "qq123456789", "qwerty123", "qwertyui", "qwertyuiop", "root1234", "sunshine", "superman", "trustno1", "w123456789",
    "welcome1", "woaini1314", "woaini520", "woaini521", "wodemima", "z123456789", "zhongguo", "zxcvbnm1",
})  # fmt: skip


def normal_login(typed: str) -> str:
    """A login in the one form in which it is kept: plain characters, no spaces, capital letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isprintable() and c != " ").upper()


def normal_password(typed: str) -> str:
    """A password in the form that is hashed: full-width and plain characters are the same key on a phone."""
    return unicodedata.normalize("NFKC", typed)


def normal_code(typed: str) -> str:
    """A code as it was printed, whatever the person typed between the characters."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())


def password_fault(password: str, login: str, name: str) -> str | None:
    """Why a password cannot be taken, as a sentence for the person; None if it can (ASVS 5.0 V6.2: length and a list of common ones)."""
    lowered = password.lower()
    if len(password) < PASSWORD_LENGTH:
        return f"密码至少要有 {PASSWORD_LENGTH} 个字符"
    if lowered in _COMMON_PASSWORDS or len(set(lowered)) < 3 or _is_run(lowered):
        return "这个密码太常见，容易被猜到"
    if lowered in (login.lower(), f"{login.lower()}{login.lower()}", name.lower()):
        return "密码不能和账号或姓名相同"
    return None


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})


def code_of(random_bytes: bytes) -> str:
    """A one-time code from random bytes; a byte beyond the last whole round of the alphabet is passed over, so that all codes are equally likely.

    Raises ValueError if too few bytes are left; 32 bytes do in all but one of 10^20 cases.
    """
    whole_rounds = 256 - 256 % len(CODE_ALPHABET)
    characters = [CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in random_bytes if byte < whole_rounds]
    if len(characters) < CODE_LENGTH:
        raise ValueError("too few random bytes for a code")
    return "".join(characters[:CODE_LENGTH])


class Attempts(NamedTuple):
    """How often signing in failed since it last succeeded, and until when (epoch ms) no further attempt is looked at."""

    failures: int = 0
    locked_until_at: int | None = None


def wait_ms(attempts: Attempts, now_ms: int) -> int:
    """How long to wait before the next attempt is looked at; 0 if it is looked at now."""
    return max(0, (attempts.locked_until_at or 0) - now_ms)


def count_attempt(attempts: Attempts, now_ms: int) -> Attempts:
    """The state after one more attempt, counted as a failure until it succeeds, so that attempts at the same time count too.

    Four failures cost nothing, the fifth 5 s, each further one twice as long, up to 15 minutes: a delay stops guessing, and
    a lock would let anyone keep a secretary out.
    """
    failures = attempts.failures + 1
    beyond = failures - FREE_FAILURES
    delay_ms = min(LONGEST_DELAY_MS, FIRST_DELAY_MS << min(beyond - 1, 16)) if beyond > 0 else 0
    return Attempts(failures, now_ms + delay_ms if delay_ms else None)


def is_live(session: Mapping[str, Any], now_ms: int) -> bool:
    """Whether a session still holds: used within 12 hours, and begun within 30 days."""
    return now_ms < session["expires_at"] and now_ms - session["seen_at"] < SESSION_IDLE_MS


def is_fresh(session: Mapping[str, Any], now_ms: int) -> bool:
    """Whether a session was begun just now, so that the person has shown the password and not only a browser left open."""
    return now_ms - session["created_at"] < FRESH_MS


def is_usable(account: Mapping[str, Any]) -> bool:
    """Whether an account may do anything: it is not disabled, and its member has not left."""
    return not account["disabled"] and account["status"] != "left"


def cookie_name(secure: bool) -> str:
    """Over https the name itself keeps the cookie to this host and to https."""
    return "__Host-linghang" if secure else "linghang"


def actor_of(
    account: Mapping[str, Any], posts: Iterable[Mapping[str, Any]], grants: Iterable[Mapping[str, Any]], assessed: Iterable[str] = ()
) -> Actor:
    """The person behind an account with the posts and granted roles in force; `assessed` are the branches an assessor's grants reach."""
    held = [Grant(post["post"], post["org"], post["branch"]) for post in posts]
    granted = [Grant(grant["role"], grant["org"], grant["branch"], bool(grant["of_mine"])) for grant in grants]
    return Actor(account["id"], account["member"], account["name"], (*held, *granted), frozenset(assessed))


def require(actor: Actor, *roles: str) -> None:
    """Lets those pass who hold one of the roles now, a granted one for the whole mine; raises Problem rights.missing for everyone else."""
    if not actor.has(*roles):
        raise rights_missing()


def require_somewhere(actor: Actor, *roles: str) -> None:
    """Lets those pass who hold one of the roles at any place: for routes that then look at one place, and at the roles held there."""
    if not actor.holds(*roles):
        raise rights_missing()


ROLE_WORDS: Mapping[str, str] = {"office": "党群工作部", "committee_leader": "党委领导", "assessor": "党建考核员", "administrator": "系统管理员"}
GRANTABLE = ("office", "committee_leader", "assessor")
"""Roles that the office grants; an administrator is made on the server's shell alone."""


def standing(from_on: str, to_on: str | None, today: str) -> str:
    """Whether a grant held once, holds on a day, or will."""
    if from_on > today:
        return "planned" if to_on is None or to_on > from_on else "past"
    return "current" if today < (to_on or "9999") else "past"


def grant_fault(role: str, from_on: str, to_on: str, today: str) -> Reason | None:
    """What is wrong with a role to be granted, or None. Nothing is granted for days that are over."""
    if role not in GRANTABLE:
        return Reason("role", "这个角色不在这里授予")
    if not is_day(from_on) or from_on < today:
        return Reason("from_on", "从今天或以后的一天起")
    if to_on and (not is_day(to_on) or to_on <= from_on):
        return Reason("to_on", "要晚于开始的那天")
    return None


def login_failed() -> Problem:
    """Unknown login, wrong password, not activated, disabled: the answer does not tell which."""
    return Problem(
        "accounts.login_failed", "登录失败", "账号或密码不对，或账号还没有启用。", "请核对后重试；忘记密码请向党群工作部领取新的激活码。", 401
    )


def code_refused() -> Problem:
    """A code that is wrong, used up or too old: the answer does not tell which."""
    return Problem(
        "accounts.code_refused", "激活失败", "账号或激活码不对，或激活码已经用过、过期。", "请核对后重试，或向党群工作部领取新的激活码。", 401
    )


def throttled(left_ms: int) -> Problem:
    """Too many failed attempts at this login."""
    left_s = -(-left_ms // 1000)
    told = f"{left_s} 秒" if left_s < 120 else f"{-(-left_s // 60)} 分钟"
    return Problem(
        "accounts.throttled", "请稍等", f"这个账号多次登录失败，请 {told}后再试。", "请核对账号和密码；稍候再试。", 429, retry_after_s=left_s
    )


def password_refused(fault: str) -> Problem:
    """A password that is too easy to guess."""
    return Problem("accounts.password", "密码不能用", f"{fault}。", "请换一个更长、别人猜不到的密码。", 400, "password")


def device_revoked() -> Problem:
    """The office has revoked the phone: its store is opened by the PIN alone, until the office gives it back."""
    told = "这台手机已经挂失，服务器不再交出打开本机库的钥匙。没有送达的内容仍封存在这台手机里。"
    return Problem("accounts.device_revoked", "这台手机已挂失", told, "手机找回后，请党群工作部在“设置”的设备里撤销挂失，再登录。", 403)


def login_again() -> Problem:
    """A session that is older than the request may be."""
    return Problem("accounts.login_again", "请重新登录", "打开本机库要刚输入过密码。", "请输入密码登录后再试。", 403)


def other_share() -> Problem:
    """A store's share is given once: whoever holds a session may not put another in its place."""
    return Problem("accounts.other_share", "没有改动", "这个本机库的钥匙已经存在服务器上，不能换成另一把。", "请告诉党群工作部。", 409)


def stores_full() -> Problem:
    """More stores than one person can have phones."""
    return Problem("accounts.stores_full", "本机库太多", f"这个账号已有 {STORES_AT_MOST} 个本机库。", "请告诉党群工作部。", 409)


# --- What leaves as a file

STANDING_WORDS: Mapping[str, str] = {"past": "已过", "current": "施行中", "planned": "将施行"}
STATE_WORDS: Mapping[str, str] = {"live": "在用", "lost": "本机库被清除", "revoked": "已挂失"}
_PERSON = (Column("姓名", width=12), Column("账号"), Column("党支部", width=24))
_ROLES = (*_PERSON, Column("角色"), Column("组织", width=24), Column("起", "day", 12), Column("止", "day", 12), Column("状态", width=10))
_ASSESSORS = (*_PERSON, Column("考核哪里", width=24), Column("范围", width=14), Column("起", "day", 12))
_DEVICES = (
    *_PERSON,
    Column("状态"),
    Column("最近使用", "moment", 18),
    Column("最近送达", "moment", 18),
    Column("清除", "moment", 18),
    Column("清除时没送达", "number", 12),
    Column("挂失", "moment", 18),
)


def roles_book(roles: Iterable[RoleGrantOut], with_past: bool) -> Book:
    """Who holds which role, as the page lists it."""
    told = [one for one in roles if with_past or one.standing != "past"]
    return Book("角色", {"范围": "连已过的" if with_past else "没有过期的"}, [Page("角色", _ROLES, batch(map(_role, told)))])


def _role(one: RoleGrantOut) -> list[object]:
    held = (ROLE_WORDS.get(one.role, one.role), one.org_name, one.from_on, one.to_on, STANDING_WORDS[one.standing])
    return [one.name, one.login, one.branch_name, *held, one.grant]


def assessors_book(assessors: Iterable[AssessorOut]) -> Book:
    """Who assesses which branches, a place a row; who has none today has a row without."""
    return Book("考核分工", {}, [Page("考核分工", _ASSESSORS, batch(row for one in assessors for row in _assessor(one)))])


def _assessor(one: AssessorOut) -> Sequence[Sequence[object]]:
    who = [one.name, one.login, one.branch_name]
    places = [[*who, given.org_name, "" if given.org_kind == "branch" else "所属全部支部", given.from_on, given.grant] for given in one.grants]
    return places or [[*who, "", "", None, one.account]]


def devices_book(rows: Rows, state: str, text: str) -> Book:
    """Whose stores lie on which phones, by the filter of the page."""
    return Book("设备", {"状态": STATE_WORDS.get(state, "全部"), "查找": text}, [Page("设备", _DEVICES, rows)])


def device_row(one: DeviceOut) -> list[object]:
    """A store as a row; its id is the last cell."""
    lost = (one.lost_at, one.lost_waiting, one.revoked_at)
    return [one.name, one.login, one.branch_name, STATE_WORDS[one.state], one.seen_at, one.delivered_at, *lost, one.device]
