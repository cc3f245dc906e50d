"""Brands as rows of a sheet, out and in, in the words of docs/glossary.md. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from server.domain.brands.rules.asking import imported_id
from server.domain.brands.rules.course import WORDS
from server.domain.brands.schemas import BrandOut
from server.domain.organisation import OwnedColumn, OwnedSheet, owned_template, read_owned
from server.domain.papers import Report, ReportPart
from server.kit.sheets import Column

LISTS: Mapping[str, tuple[str, ...]] = {
    "all": ("declared", "cultivating", "reviewed", "named", "promoted", "withdrawn"),
    "waiting": ("declared", "reviewed"),
    "growing": ("cultivating",),
    "named": ("named", "promoted"),
    "withdrawn": ("withdrawn",),
    "drafts": ("draft", "returned"),
}
"""States of each list of the office."""
STANDINGS: Mapping[str, str] = {
    "growing": "创建中",
    "current": "有效",
    "recheck_soon": "待复核",
    "recheck_overdue": "逾期未复核",
    "withdrawn": "已撤销",
}
COLUMNS = (
    Column("品牌名称", width=24),
    Column("创建组织", width=24),
    Column("品牌内涵", width=48),
    Column("品牌载体", width=40),
    Column("创建措施", width=48),
    Column("工作成效", width=48),
    Column("阶段", width=12),
    Column("状态", width=12),
    Column("命名日期", "day", 12),
    Column("下次复核", "day", 12),
)
_SHEET = (
    OwnedColumn("name", ("品牌名称", "支部品牌", "品牌", "名称"), True, at_most=60, example="光明先锋"),
    OwnedColumn("meaning", ("品牌内涵", "内涵", "品牌释义"), True, example="一句话说明品牌的含义"),
    OwnedColumn("carrier", ("品牌载体", "载体"), True, example="党员创新工作室、党员责任区"),
    OwnedColumn("measures", ("创建措施", "措施", "主要措施"), True, example="每条一行"),
    OwnedColumn("results", ("工作成效", "成效", "成果"), False, example="做成了什么"),
    OwnedColumn("named_on", ("命名日期", "命名时间", "授牌日期"), False, "day", example="2026-01-10；没有命名的空着"),
)


class Import(Struct, frozen=True):
    """What a sheet comes to: brands to write (id -> columns) and how many are known."""

    brands: Mapping[str, Mapping[str, Any]]
    known: int


def brand_row(one: BrandOut) -> list[Any]:
    """A line of the sheet and the brand's id."""
    what = [one.name, one.owner_name, one.meaning, one.carrier, one.measures, one.results]
    return [*what, WORDS[one.state], STANDINGS[one.standing], one.named_on or None, one.recheck_on or None, one.brand]


def paper_of(brand: Mapping[str, Any], owner_name: str, as_of: str) -> Report:
    """A brand on paper, to be put up where its branch works."""
    days = (("命名日期", brand["named_on"]), ("下次复核", brand["recheck_on"]))
    parts = (ReportPart(WORDS[field], tuple(brand[field].splitlines())) for field in ("meaning", "carrier", "measures", "results"))
    facts = (("创建组织", owner_name), *(one for one in days if one[1]))
    return Report(f"支部品牌“{brand['name']}”", WORDS[brand["state"]], facts, tuple(parts), "", as_of)


def read_brands(content: bytes, places: Iterable[Mapping[str, Any]]) -> OwnedSheet:
    """The rows of a workbook. Problem organisation.workbook, sheets.columns."""
    return read_owned(content, "支部品牌", _SHEET, places)


def template() -> bytes:
    """An empty sheet of brands."""
    return owned_template("支部品牌", _SHEET, "党总支或党支部，照组织台账的名称，如：运转工区党支部")


def plan_import(reading: OwnedSheet, known: Collection[tuple[str, str]], own: Collection[str], today: str) -> Import:
    """What is new of the sheet; notes in it what cannot be taken. `known` are (owner, name) of all brands, `own` what the person belongs to."""
    brands: dict[str, dict[str, Any]] = {}
    met = 0
    for row in reading.rows:
        key = (row.owner, str(row.values["name"]))
        if imported_id(*key) in brands:
            reading.problems.append(reading.problem(row.row, "name", "与前面一行是同一个品牌"))
        elif key in known:
            met += 1
        elif row.owner in own:
            reading.problems.append(reading.problem(row.row, "owner", "您在创建组织任职，请由党群工作部的其他同志导入这一行"))
        elif row.values["named_on"] > today:
            reading.problems.append(reading.problem(row.row, "named_on", "日期还没有到"))
        else:
            brands[imported_id(*key)] = {"owner": row.owner, **row.values}
    return Import(brands, met)
