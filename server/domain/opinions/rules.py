"""What may be said, what may become of it, and what is counted. Pure.

Source: 政务移动互联网应用程序规范化管理办法 (国办函〔2026〕12号) and 关于防治“指尖上的形式主义”的若干意见: an app has a way to complain.
No fewest words, and nothing compulsory but the kind and the words themselves (domain 6, R6 and R12).
"""

import re
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Annotated, Any, Literal

import msgspec

from server.domain.opinions.schemas import OpinionOut
from server.kit.clock import day_began, local_day
from server.kit.sheets import Book, Column, Page, Rows
from sync.mutation import Refusal

TEXT_AT_MOST = 1000
DAY_MS = 86_400_000
KIND_WORDS: Mapping[str, str] = {"burden": "负担", "fault": "故障", "suggestion": "建议", "complaint": "投诉"}
STATE_WORDS: Mapping[str, str] = {"waiting": "等答复", "answered": "已答复", "closed": "办结"}
UNNAMED = "不署名"
_ROUTE = re.compile(r"([a-z-]+(/[A-Za-z0-9_.-]+)*)?")
_OPEN_TO: Mapping[str, str] = {"answer": "waiting", "close": "answered"}
"""By the move, the state in which it may be made."""
Row = Mapping[str, Any]


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says; see Opinion. `named`: the office may read who it is."""

    kind: Literal["burden", "fault", "suggestion", "complaint"]
    text: str
    named: bool
    about: Annotated[str, msgspec.Meta(max_length=200)] = ""
    route: Annotated[str, msgspec.Meta(max_length=120)] = ""


def sent_fault(sent: Sent) -> Refusal | None:
    """What is wrong with an opinion, or None."""
    if fault := _words_fault(sent.text, "text", "没有写内容"):
        return fault
    if not _ROUTE.fullmatch(sent.route):
        return _refusal("route", "页面不对", "所指的页面不是本应用的页面。", "请去掉页面，用文字写明关于哪里。")
    return None


def shown_since(now_ms: int, named: bool) -> int:
    """The instant that is kept: of whoever is not named the beginning of the day alone, for the moment of a delivery tells whose phone it was."""
    return now_ms if named else day_began(local_day(now_ms))


def move_fault(opinion: Row, move: str, person: str, words: str) -> Refusal | None:
    """Why someone may not answer or close this now, or None: nobody answers their own, and an answer has words."""
    if person == opinion["person"]:
        return Refusal("rights.own_case", "不能办理自己的事", "这是您本人写的意见，不能由您自己答复。", "请由党群工作部的其他同志或党委领导答复。")
    if opinion["state"] != _OPEN_TO[move]:
        return _refusal("state", "已有变化", "这条意见已经由别人答复或办结。", "请刷新后再看。", None)
    return _words_fault(words, "answer", "请写明答复") if move == "answer" else None


def _words_fault(words: str, name: str, title: str) -> Refusal | None:
    if words.strip() and len(words) <= TEXT_AT_MOST:
        return None
    return _refusal(name, title, f"不能空着，也不能超过 {TEXT_AT_MOST} 字。", "写一句话就够。")


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None = "") -> Refusal:
    return Refusal(f"opinions.{name}", title, detail, remedy, name if field == "" else field)


def median_days(spans: Iterable[tuple[int, int]]) -> float | None:
    """Of sent and answered (epoch ms), in days with one decimal; None where nothing was answered."""
    days = [(answered - sent) / DAY_MS for sent, answered in spans]
    return round(median(days), 1) if days else None


_COLUMNS = (
    Column("收到", "moment", 18),
    Column("种类", width=10),
    Column("内容", width=60),
    Column("关于", width=28),
    Column("谁写的", width=12),
    Column("党支部", width=24),
    Column("状态", width=10),
    Column("答复的话", width=60),
    Column("答复人", width=12),
    Column("答复", "moment", 18),
    Column("办结的话", width=40),
    Column("办结", "moment", 18),
)


def opinions_book(rows: Rows, state: str) -> Book:
    """All opinions in one state, in the order of the page."""
    return Book(f"意见箱 {STATE_WORDS[state]}", {"状态": STATE_WORDS[state]}, [Page("意见", _COLUMNS, rows)])


def opinion_row(one: OpinionOut) -> list[object]:
    """An opinion as a row; its id is the last cell."""
    said = (one.sent_at, KIND_WORDS[one.kind], one.text, one.about, one.by_name or UNNAMED, one.branch_name)
    became = (STATE_WORDS[one.state], one.answer, one.answered_by_name, one.answered_at, one.outcome, one.closed_at)
    return [*said, *became, one.opinion]
