"""Orders and a branch's tasks as sheets, in the words of docs/glossary.md."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from server.domain.dispatch.rules.asking import spoken_number
from server.domain.dispatch.schemas import AgendaOut, AheadOut, DecisionOut, MonthTableOut, OrderOut, RedOut, TaskOut
from server.kit.sheets import Book, Column, Page, batch, batches
from server.kit.spoken import COLOURS

LISTS: Mapping[str, str] = {"open": "没有办结", "reported": "已报结果", "closed": "已办结", "withdrawn": "已撤回"}
_STATES: Mapping[str, str] = {
    "issued": "已下达",
    "received": "已签收",
    "in_progress": "办理中",
    "reported": "已报结果",
    "closed": "办结",
    "returned": "被退回",
    "withdrawn": "撤回",
}
_STANDINGS: Mapping[str, str] = {
    "upcoming": "未到期",
    "progress_due": "待报进展",
    "progress_missed": "进展未报",
    "warning": "临期",
    "held_unfiled": "已开未报",
    "overdue_provisional": "逾期待核",
    "overdue": "逾期",
    "returned": "被退回",
    "not_mended": "退回未改",
    "done": "完成",
    "late": "已补",
    "excused": "已免",
    "withdrawn": "撤回",
}
_WHAT: Mapping[str, str] = {"obligation": "会议", "order": "督办", "resolution": "决议"}
_ORDER = (
    Column("编号", width=18),
    Column("督办内容", width=60),
    Column("承办支部", width=24),
    Column("所在党总支", width=22),
    Column("责任人", width=12),
    Column("督办种类", width=12),
    Column("报告频次", width=14),
    Column("来源", width=20),
    Column("下达", "moment", 18),
    Column("期限", "day", 12),
    Column("进度", width=12),
    Column("状态", width=12),
    Column("办完", "day", 12),
)
_DECIDED = (Column("决定", width=60), Column("责任人", width=24), Column("期限", "day", 12), Column("督办", width=30))
_RED = (Column("类别", width=8), Column("党支部", width=24), Column("事项", width=60), Column("期限", "day", 12), Column("状态", width=12))
_AHEAD = (Column("类别", width=8), Column("事项", width=60), Column("期限", "day", 12), Column("几个", "number", 8))
_TASK = (Column("类别", width=8), Column("任务", width=60), Column("责任人", width=24), Column("期限", "day", 12), Column("状态", width=12))


def orders_book(orders: AsyncIterator[Sequence[OrderOut]], wanted: str, chosen: Mapping[str, str], titles: Mapping[tuple[str, str], str]) -> Book:
    """A list of orders by its filter, as a sheet that can be imported again; `titles` of kinds and cadences by field and key."""
    told = {"列表": LISTS[wanted], **{label: COLOURS.get(words, words) for label, words in chosen.items() if words}}
    return Book(f"督办 {LISTS[wanted]}", told, [Page("督办", _ORDER, batches(orders, lambda one: _row(one, titles)))])


def _row(one: OrderOut, titles: Mapping[tuple[str, str], str]) -> list[Any]:
    number = spoken_number({"year": one.year, "number": one.number})
    sorts = [titles.get((field, key), key) for field, key in (("kind", one.kind), ("cadence", one.cadence))]
    where = [number, one.content, one.branch_name, one.general_branch_name, one.owner_name, *sorts, one.source_text]
    return [*where, one.issued_at, one.due_on, _STATES[one.state], _STANDINGS[one.standing], one.done_on, one.order]


def table_book(table: MonthTableOut) -> Book:
    """A branch's tasks of a month."""
    name = f"{table.branch_name} {table.month} 月度任务表"
    return Book(name, {"党支部": table.branch_name, "月份": table.month}, [Page("任务表", _TASK, batch(map(_task, table.items)))])


def _task(one: TaskOut) -> list[Any]:
    title = f"{one.period} {one.title}".strip()
    return [_WHAT[one.what], title, one.owner, one.due_on, _STANDINGS.get(one.standing, one.standing), one.ref]


def agenda_book(agenda: AgendaOut, titles: Mapping[tuple[str, str], str]) -> Book:
    """A month's work meeting as its page has it: what was decided, what is red, what is next, the last one's decisions, the orders since."""
    told = {"月份": agenda.month, "开会": agenda.held_on, "地点": agenda.place, "主持": agenda.chair, "参加": agenda.attended, "记录": agenda.notes}
    told |= {"逾期共": str(agenda.reds_total), "上月以来督办共": str(agenda.issued_total)}
    pages = [
        Page("会议决定", _DECIDED, batch(map(_decided, agenda.decisions))),
        Page("逾期", _RED, batch(map(_red, agenda.reds))),
        Page("下一步", _AHEAD, batch(map(_ahead, agenda.ahead))),
        Page("上月决定", _DECIDED, batch(map(_decided, agenda.last_decisions))),
        Page("上月以来督办", _ORDER, batch(_row(one, titles) for one in agenda.issued)),
    ]
    return Book(f"月度例会 {agenda.month}", {label: words for label, words in told.items() if words}, pages)


def _decided(one: DecisionOut) -> list[Any]:
    numbers = dict.fromkeys(spoken_number({"year": order.year, "number": order.number}) for order in one.orders)
    return [one.text, one.owner, one.due_on or None, "、".join(numbers), one.id]


def _red(one: RedOut) -> list[Any]:
    return [_WHAT[one.what], one.branch_name, f"{one.period} {one.title}".strip(), one.due_on, _STANDINGS.get(one.standing, one.standing), one.ref]


def _ahead(one: AheadOut) -> list[Any]:
    return [_WHAT[one.what], f"{one.period} {one.title}".strip(), one.due_on, one.count, one.ref or f"{one.period}/{one.title}"]
