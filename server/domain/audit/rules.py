"""What is kept of a change, who sees how much of it, and how it leaves as a file. Pure."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec

from server.domain.audit.schemas import AuditOut, ChangeOut
from server.kit.problems import Reason
from server.kit.sheets import Book, Column, Page, Rows

MATTERS: Mapping[str, str] = {
    "template": "任务模板",
    "workday": "工作日历",
    "choice": "字典",
    "order_template": "督办模板",
    "paper_template": "文书模板",
    "phrase": "退回常用语",
    "room": "服务中心",
    "scheme": "办法",
    "role": "角色",
    "account": "账号",
    "device": "设备",
    "bot": "群机器人",
    "token": "接口令牌",
}
"""What may be changed here; each kind of setting has its word."""
READINGS = ("cycle", "appeals", "vetoes", "dry_run", "poll", "member")
"""What is looked at of named results of others: a branch's quarter, its appeals (by the cycle), vetoes (by the quarter), what a draft of the scheme
would do (by its version), a mass review, a member's page in the ledger."""
FIELDS: Mapping[str, str] = {
    "role": "角色",
    "org": "组织",
    "from_on": "起",
    "to_on": "止",
    "title": "名称",
    "period": "周期",
    "applies_to": "适用于",
    "condition": "条件",
    "warn_days": "提前几天变黄",
    "visits": "每月至少走访几次",
    "grace_workdays": "宽限工作日",
    "weight_tenths": "扣分权重（十分之一）",
    "version": "版本",
    "holidays": "放假",
    "workdays": "周末上班",
    "every": "多久一次",
    "is_confirmed": "已确认",
    "is_off": "已停用",
    "kind": "种类",
    "content": "内容",
    "due_days": "几天内",
    "cadence": "频次",
    "state": "状态",
    "people": "人数",
    "sessions": "登录",
    "scopes": "权限",
    "address": "地址",
    "secret": "密钥",
    "digest_at": "每天几点",
    "quiet_from": "免打扰从",
    "quiet_to": "免打扰到",
    "place": "次序",
    "target": "目标",
    "name": "名称",
    "capacity": "容纳人数",
    "equipment": "设备",
    "note": "说明",
    "opens": "开门（分钟）",
    "closes": "关门（分钟）",
    "ahead_days": "提前几天可约",
    "cancel_hours": "提前几小时可退",
    "phrases": "常用语",
    "days": "期限（天）",
    "chosen": "使用的模板",
}
SECRET = frozenset({"address", "secret"})
"""Never kept, not even as it was before: only that it was set."""
SET = "已设置"
ABOUT_PEOPLE = frozenset({"role", "account", "device"})
"""Matters whose titles name a person, and whose reasons may say something of one: both are for the office alone, which holds the roster anyway."""
HIDDEN = "（不显示）"
VALUE_AT_MOST = 2000


def kept(changes: Mapping[str, tuple[Any, Any]]) -> list[list[Any]]:
    """What a change leaves behind: fields that differ, as texts, and of a secret no more than that there is one."""
    texts = [[field, *(_text(field, value) for value in pair)] for field, pair in changes.items() if pair[0] != pair[1]]
    return [[field, before, after] for field, before, after in texts if before != after or (field in SECRET and after)]


def _text(field: str, value: Any) -> str | None:
    if value is None or value == "" or value == []:
        return None
    if field in SECRET:
        return SET
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in cast(Sequence[Any], value))[:VALUE_AT_MOST]
    return str(value)[:VALUE_AT_MOST]


def shown(record: Mapping[str, Any], sees_people: bool) -> AuditOut:
    """A change as one person may see it."""
    told = [ChangeOut(*one) for one in msgspec.json.decode(record["changes"])]
    hides = not sees_people and record["matter"] in ABOUT_PEOPLE
    title, reason = ("", "") if hides else (record["title"], record["reason"])
    return AuditOut(record["id"], record["at"], record["name"], record["matter"], title, told, reason, hides)


_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def choice_fault(fields: Mapping[str, str], field: str, key: str, title: str) -> Reason | None:
    """What is wrong with an entry of a dictionary, or None; `fields` are those of the part, with their words."""
    if field not in fields:
        return Reason("field", f"只有{'和'.join(fields.values())}可以定义")
    if not _KEY.fullmatch(key):
        return Reason("key", "代号要用小写字母开头，由字母、数字和下划线组成")
    return None if title.strip() else Reason("title", "请写上名称")


_COLUMNS = (
    Column("时间", "moment", 18),
    Column("谁"),
    Column("事项"),
    Column("哪一项", width=24),
    Column("改动", width=60),
    Column("原因", width=40),
)


def audit_book(rows: AsyncIterator[list[AuditOut]], chosen: Mapping[str, str]) -> Book:
    """The changes as a workbook."""
    return Book("变更记录", chosen, [Page("变更记录", _COLUMNS, _lines(rows))])


async def _lines(rows: AsyncIterator[list[AuditOut]]) -> Rows:
    async for some in rows:
        yield [_line(one) for one in some]


def _line(one: AuditOut) -> list[Any]:
    changed = "；".join(f"{FIELDS.get(change.field, change.field)}：{change.before or '无'} → {change.after or '无'}" for change in one.changes)
    title, reason = (HIDDEN, HIDDEN) if one.hidden else (one.title, one.reason)
    return [one.at, one.name or "命令行", MATTERS.get(one.matter, one.matter), title, changed, reason, one.entry]


def words_chosen(matter: str, person: Iterable[str], from_on: str, to_on: str) -> dict[str, str]:
    """By what a list was narrowed, in words."""
    return {"事项": MATTERS.get(matter, "全部"), "谁": "、".join(person) or "全部", "从": from_on, "到": to_on}
