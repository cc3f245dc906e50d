"""How long a roster of 100,000 people takes to import, beside the least it could take: reading the sheet and inserting bare rows."""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from server.app import assemble, opened
from server.bench import show
from server.domain.organisation import RosterReport, import_roster
from server.kit.clock import system_clock
from server.kit.settings import Settings
from server.replication import Replication

PEOPLE = 100_000
PEOPLE_A_BRANCH = 45
PEOPLE_A_GROUP = 13
HEADER = (
    *("序号", "姓名", "性别", "民族", "出生日期", "学历", "人员类别", "入党日期", "转正日期", "所在党总支", "所在党支部", "所在党小组"),
    *("党内职务", "工作岗位", "班次", "井下/地面", "工号", "手机号码", "备注"),
)
POSTS = ("书记", "副书记", "组织委员", "宣传委员", "纪检委员")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉力"
DATES = ("{y}.{m:02}", "{y}.{m:02}.{d:02}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}{m:02}{d:02}", "{y}年{m}月{d}日")


def run(json: bool) -> None:
    """Generates the sheet, imports it into an empty SQLite file, imports it again, and prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "roster.xlsx"
        write_sheet(sheet)
        least_s = least(sheet, Path(folder) / "least.db")
        first_s, again_s = asyncio.run(imports(sheet, Path(folder) / "data"))
    show(json, "roster.rows", PEOPLE, "rows")
    show(json, "roster.import", first_s, "s", first_s / least_s)
    show(json, "roster.import_again", again_s, "s")
    show(json, "roster.least", least_s, "s")


def write_sheet(path: Path) -> None:
    """A sheet like the office's own, from a fixed seed."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("党员花名册")
    page.append(["大矿党员花名册"])
    page.append(HEADER)
    for row in rows(random.Random(1)):
        page.append(row)
    book.save(path)


def rows(chance: random.Random) -> Iterator[list[str | int]]:
    """One person after the other, with dates in all shapes and posts at the head of each branch and group."""
    for n in range(PEOPLE):
        branch, place = divmod(n, PEOPLE_A_BRANCH)
        group, place_in_group = divmod(place, PEOPLE_A_GROUP)
        post = POSTS[place] if place < len(POSTS) else "党小组长" if place_in_group == len(POSTS) else ""
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        joined, full = (day(chance, year) for year in (2001, 2013))
        yield [
            *(n + 1, name, "男", "汉族", day(chance, 1970), "大专", "正式党员", joined, full, "", f"第{branch}党支部", f"第{group}党小组"),
            *(post, "采煤机司机", "中班", "井下", f"J{n:07}", 18600000000 + n, ""),
        ]


def day(chance: random.Random, year: int) -> str:
    """A day of one of twelve years, in one of the shapes offices use."""
    return chance.choice(DATES).format(y=year + chance.randrange(12), m=chance.randint(1, 12), d=chance.randint(1, 28))


async def imports(sheet: Path, data: Path) -> tuple[float, float]:
    """Seconds of the first import into an empty database and of the same import again."""
    async with opened(assemble(Settings(data=str(data)), system_clock)) as replication:
        first_s, first = await timed(replication, sheet)
        again_s, again = await timed(replication, sheet)
    if (first.added, again.unchanged, len(first.problems)) != (PEOPLE, PEOPLE, 0):
        raise RuntimeError(f"the import went wrong: {first.counts}, {first.problems[:3]}")
    return first_s, again_s


async def timed(replication: Replication, sheet: Path) -> tuple[float, RosterReport]:
    """Seconds of one import, and its report."""
    started = time.perf_counter()
    report = await import_roster(replication, sheet, dry_run=False)
    return time.perf_counter() - started, report


def least(sheet: Path, database: Path) -> float:
    """Seconds to read the sheet and to insert as many bare rows as the import does: member, membership, detail, and the history of one."""
    started = time.perf_counter()
    read = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()[2:]
    with sqlite3.connect(database) as connection:
        connection.execute("pragma journal_mode=wal")
        for table in ("member", "membership", "detail", "history"):
            connection.execute(f"create table {table} (id text primary key, a text, b text, c text, d text)")
            connection.executemany(f"insert into {table} values (?, ?, ?, ?, ?)", [(row[16], row[1], row[6], row[10], row[11]) for row in read])
    connection.close()
    return time.perf_counter() - started
