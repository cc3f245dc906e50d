"""The assessor's form: whose it is, and what is wrong with a mark or with the whole."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from msgspec import Struct

from server.domain.assessments.rules.scheme import AssessmentContent, FormItem
from server.kit.tenths import spoken_points


class Marked(Struct, frozen=True):
    """An item's points (tenths, None before it is scored) and the comment on them."""

    points_tenths: int | None
    comment: str = ""


def form_id(branch: str, period: str, account: str) -> str:
    """The one id of an assessor's form: each assessor of a branch has one of their own, so nobody writes over another."""
    return str(uuid5(UUID(branch), f"{period}/form/{account}"))


def mark_id(form: str, item: str) -> str:
    """The one id of an item's mark on a form."""
    return str(uuid5(UUID(form), item))


def reopened(account: str, now_ms: int, reason: str) -> Mapping[str, str | int]:
    """The columns of a form that is opened again."""
    return {"state": "draft", "reopened_by": account, "reopened_at": now_ms, "reopened_reason": reason}


def mark_fault(content: AssessmentContent, item: str, points_tenths: int | None) -> str | None:
    """What is wrong with a mark, in words, or None."""
    known = next((one for one in content.items if one.key == item), None)
    if known is None:
        return "现行考核表里没有这一项"
    if points_tenths is not None and not 0 <= points_tenths <= known.maximum_tenths:
        return f"“{known.title}”应在0到{spoken_points(known.maximum_tenths)}分之间"
    return None


def form_fault(content: AssessmentContent, marks: Mapping[str, Marked]) -> tuple[str, str] | None:
    """The first item that keeps a form from being submitted, and why; a comment is needed where points are far from usual."""
    for item in content.items:
        marked = marks.get(item.key)
        if marked is None or marked.points_tenths is None:
            return item.key, f"“{item.title}”还没有评分"
        if not marked.comment.strip() and needs_comment(content, item, marked.points_tenths):
            return item.key, f"“{item.title}”低于{content.low_percent}%或高于{content.high_percent}%，请写明理由"
    return None


def needs_comment(content: AssessmentContent, item: FormItem, points_tenths: int) -> bool:
    """Whether points are extreme: below 60 % or above 95 % of an item by default (domain.md 3.2)."""
    share = points_tenths * 100
    return share < content.low_percent * item.maximum_tenths or share > content.high_percent * item.maximum_tenths
