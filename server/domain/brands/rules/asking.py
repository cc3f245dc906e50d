"""What may be asked of a brand and in which words, and the one ids of what belongs to it. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.domain.brands.rules.course import EDITABLE, GROWING, LIFECYCLE, WORDS
from server.kit.clock import is_day
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("c6d7a1be-5f7d-5b52-8a43-0b7c0e9f4d11")
TEXT_AT_MOST = 2000
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Text = Annotated[str, Meta(max_length=TEXT_AT_MOST)]


class Content(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of what a declaration may say."""

    name: Annotated[str, Meta(max_length=60)] = ""
    meaning: Text = ""
    carrier: Text = ""
    measures: Text = ""
    results: Text = ""


class Owned(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose brand it is: a branch or a general branch."""

    owner: Id


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    """A step of the owners: of which brand, which move, on which day (ISO text), in which words."""

    brand: Id
    move: Annotated[str, Meta(max_length=40)]
    on: Annotated[str, Meta(max_length=10)]
    text: Text = ""


def imported_id(owner: str, name: str) -> str:
    """The one id of a brand that came from a sheet: handed in again, it is the same."""
    return str(uuid.uuid5(_NAMESPACE, f"import/{owner}/{name}"))


def editing_fault(brand: Row, owner: str, fields: Collection[str]) -> Refusal | None:
    """Why these fields of a brand cannot be changed now, or None: what was declared stands, results may be told of as it grows."""
    if brand["owner"] != owner:
        return _refusal("owner", "创建组织不对", "这个品牌由另一个组织创建。", "请刷新后重试。", "owner")
    if brand["state"] in EDITABLE or (brand["state"] in GROWING and set(fields) <= {"results"}):
        return None
    return _refusal("filed", "已经申报", f"品牌{WORDS[brand['state']]}，这些内容不能再改。", "要改请先撤回，或请党群工作部退回。", None)


def move_fault(brand: Row, asked: Moved, who: Collection[str], today: str) -> Refusal | None:
    """Why the owners cannot take this step now, or None."""
    fault = LIFECYCLE.fault(asked.move, brand["state"], who, {**brand, "text": asked.text})
    if fault is None and (not is_day(asked.on) or asked.on > today):
        return _refusal("on", "日期不对", "日期要在今天以前。", "请核对手机时间，重新选择日期。", "on")
    return fault


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None) -> Refusal:
    return Refusal(f"brands.{name}", title, detail, remedy, field)
