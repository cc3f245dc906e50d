"""The command line: linghang serve | worker | migrate | import … | export | account | demo | recompute | replay | doctor …"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import msgspec
import uvicorn

from server.app import SCHEMAS, STATIC, assemble, create_app, opened
from server.archive import write_archive
from server.demo import load_demo
from server.domain import (
    accounts,
    assessments,
    brands,
    dispatch,
    honours,
    ledger,
    obligations,
    organisation,
    papers,
    projects,
    ratings,
    rescue,
    search,
    studios,
    tokens,
    training,
)
from server.kit.clock import system_clock
from server.kit.database import Database, Unavailable
from server.kit.doctor import examine
from server.kit.jobs import run_worker
from server.kit.log import set_up_log
from server.kit.migrations import run_migrations, write_migrations
from server.kit.problems import Problem
from server.kit.settings import Settings, SettingsError, load_settings, render_settings_table
from server.kit.unreachable import why_unreachable
from server.replication import Replayed, Replication, examine_quarantine, prove
from server.worker import worker_settings

GRACEFUL_SHUTDOWN_S = 2
"""Open streams of events end only when the phone leaves; a restart does not wait for them."""

GARBAGE_THRESHOLDS = (20_000, 20, 20)
"""A request with fifty mutations makes thousands of short-lived rows; with Python's defaults they are looked through several times each."""

KEEP_ALIVE_S = 150
"""Longer than a reverse proxy keeps idle connections (Caddy: 120 s), so that it never sends a change into one that just closed."""

BENCHMARKS = Path(__file__).parent / "bench"
"""Each module is one benchmark: `run(json)` prints its figures, one a line."""

T = TypeVar("T")
Command = Callable[[Settings, argparse.Namespace], int]


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; 0 is success, 1 a failure that is told in words, 2 a wrong use."""
    arguments = _parser().parse_args(words)
    try:
        settings = load_settings(os.environ)
        set_up_log(settings.log_format)
        command: Command = arguments.run
        return command(settings, arguments)
    except SettingsError as error:
        return _tell(str(error))
    except Problem as problem:
        return _tell(f"{problem.title}：{problem.detail}{problem.remedy}")
    except Unavailable as error:
        return _tell(f"数据库不可用：{why_unreachable(error)}。请运行 linghang doctor 查看原因。")


def serve(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    settings = msgspec.structs.replace(settings, demo=settings.demo or arguments.demo)
    asyncio.run(_reach(settings))
    if arguments.demo:
        print("正在准备演示矿：第一次约需半分钟，以后很快。", flush=True)
        _with_mine(settings, load_demo)
    gc.disable()  # a quarter of what putting it together takes would go into looking for garbage, and nothing of it is
    app = create_app(settings)
    gc.freeze()  # what lives as long as the process need not be looked through for garbage again and again
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    gc.enable()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    return 0


def work(settings: Settings, _: argparse.Namespace) -> int:
    """Runs jobs until it is told to stop; ends by itself when Redis goes away, so keep it under systemd or compose."""
    run_worker(worker_settings(settings))
    return 0


def migrate(settings: Settings, arguments: argparse.Namespace) -> int:
    """Brings the database up to date, or writes the migrations of new tables."""
    if arguments.create:
        for path in write_migrations(SCHEMAS):
            print(path)
        return 0

    async def run() -> list[str]:
        async with _database(settings) as database:
            return await run_migrations(database, SCHEMAS)

    done = asyncio.run(run())
    print("\n".join(done) if done else "数据表已是最新。")
    return 0


def import_roster(settings: Settings, arguments: argparse.Namespace) -> int:
    """Imports a roster workbook; prints counts, and each refused row with its reason."""
    report = _with_mine(settings, lambda mine: organisation.import_roster(mine, arguments.file, arguments.dry_run, arguments.remove_left))
    print(msgspec.json.format(msgspec.json.encode(report)).decode())
    return 0


def import_sealed_file(settings: Settings, arguments: argparse.Namespace) -> int:
    """Takes in the sealed file of a phone that cannot deliver; prints what became of each mutation."""
    told = _with_mine(settings, lambda mine: rescue.import_file(mine, "", arguments.file.read_bytes()))
    print(msgspec.json.format(msgspec.json.encode(told)).decode())
    return 0


def export_all(settings: Settings, arguments: argparse.Namespace) -> int:
    """Writes everything of the mine to a zip that can be read without this program: tables, workbooks, photos, and what each of it means."""
    if not arguments.all:
        return _tell("目前只能导出全部：linghang export --all 文件.zip。单个列表请在页面上导出。")
    target: Path = arguments.file
    if target.exists():
        return _tell(f"{target} 已经存在，请换一个名字。")
    part = target.with_name(f"{target.name}.part")
    part.touch(mode=0o600)  # it holds everyone's data
    told = _with_mine(settings, lambda mine: write_archive(mine, SCHEMAS, part))
    part.rename(target)
    print(msgspec.json.format(msgspec.json.encode(told)).decode())
    return 0


def make_token(settings: Settings, arguments: argparse.Namespace) -> int:
    """Lets another system read by the published interface; prints the token, which is shown this once."""
    made = _with_mine(settings, lambda mine: tokens.create_token(mine, arguments.name, arguments.scope, arguments.days))
    print(msgspec.json.format(msgspec.json.encode(made)).decode())
    return 0


def show_tokens(settings: Settings, _: argparse.Namespace) -> int:
    """Lists tokens: what each may read, until when, and when it was last used."""
    print(msgspec.json.format(msgspec.json.encode(_with_mine(settings, tokens.list_tokens))).decode())
    return 0


def end_token(settings: Settings, arguments: argparse.Namespace) -> int:
    """Revokes a token by its id, from this moment on."""
    _with_mine(settings, lambda mine: tokens.revoke_token(mine, arguments.id))
    print("已撤销。")
    return 0


def open_account(settings: Settings, arguments: argparse.Namespace) -> int:
    """Opens an account for staff who are in no roster, such as the first of the office; prints its one-time code."""
    if arguments.at and arguments.role != "assessor":
        return _tell("只有考核员可以限定到某个组织；其他角色管全矿，请去掉 --at。")

    async def run(mine: Replication) -> accounts.ActivationCode:
        org = await organisation.find_organisation(mine, arguments.at) if arguments.at else None
        return await accounts.open_account(mine, None, arguments.login, arguments.name, arguments.role, org)

    code = _with_mine(settings, run)
    print(msgspec.json.format(msgspec.json.encode(code)).decode())
    return 0


def demo(settings: Settings, _: argparse.Namespace) -> int:
    """Loads the invented mine with a quarter that went its whole way, and prints its logins."""
    settings = msgspec.structs.replace(settings, demo=True)
    logins = _with_mine(settings, load_demo)
    for login in logins:
        print(f"{login.login}  {login.password}  {login.name}（{login.role}）")
    return 0


def recompute(settings: Settings, _: argparse.Namespace) -> int:
    """Draws every conclusion again from the facts; after incremental runs nothing changes."""

    async def run(mine: Replication) -> int:
        parts = (obligations, dispatch, projects, brands, assessments, training, studios, ratings, ledger, honours)
        return sum([await part.rebuild(mine) for part in parts])

    print(f"已重新计算 {_with_mine(settings, run)} 项。")
    return 0


def reindex(settings: Settings, _: argparse.Namespace) -> int:
    """Draws the index of the search again from the rows; what it finds stays the same."""
    print(f"已重建检索，共 {_with_mine(settings, search.rebuild)} 条。")
    return 0


def replay(settings: Settings, arguments: argparse.Namespace) -> int:
    """Replays all that phones ever sent on an empty database and compares; 1 if anything came out otherwise than it stands."""
    with TemporaryDirectory(prefix="linghang-replay-") as folder:
        elsewhere = msgspec.structs.replace(settings, data=folder, database_url=arguments.into, redis_url="")

        async def run(source: Replication) -> Replayed:
            async with opened(assemble(elsewhere, system_clock)) as target:
                return await prove(source, target, accounts.copy_accounts, accounts.CARRIED)

        told = _with_mine(settings, run)
    print(f"已重放手机的 {told.mutations} 条改动和系统的 {told.writes} 次写入。")
    print("\n".join([f"有 {len(told.differences)} 处与现有数据不同：", *told.differences]) if told.differences else "结果与现有数据完全一致。")
    return int(bool(told.differences))


def doctor(settings: Settings, _: argparse.Namespace) -> int:
    """Looks at settings, database, Redis and build, and says what to do."""
    print(render_settings_table("zh"), end="\n\n")
    findings = asyncio.run(examine(settings, SCHEMAS, STATIC, [examine_quarantine, obligations.examine_workdays, papers.examine_fonts(settings)]))
    print("\n".join(str(finding) for finding in findings))
    return int(any(finding.state == "故障" for finding in findings))


def bench(_: Settings, arguments: argparse.Namespace) -> int:
    """Measures; without names, everything."""
    known = sorted(path.stem for path in BENCHMARKS.glob("[!_]*.py"))
    unknown = [name for name in arguments.names if name not in known]
    if unknown:
        return _tell(f"没有名为 {'、'.join(unknown)} 的测量；可用的有：{'、'.join(known)}。")
    for name in arguments.names or known:
        import_module(f"server.bench.{name}").run(arguments.json)
    return 0


def openapi(settings: Settings, arguments: argparse.Namespace) -> int:
    """Writes the description of the HTTP surface as JSON."""
    text = msgspec.json.format(msgspec.json.encode(create_app(settings).openapi_schema.to_schema())).decode() + "\n"
    if arguments.file:
        Path(arguments.file).write_text(text)
    else:
        print(text, end="")
    return 0


@asynccontextmanager
async def _database(settings: Settings) -> AsyncGenerator[Database]:
    database = Database(settings.effective_database_url)
    await database.start()
    try:
        yield database
    finally:
        await database.stop()


async def _reach(settings: Settings) -> None:
    """Fails in words where the server's own start would fail with a traceback."""
    async with _database(settings):
        pass


def _with_mine(settings: Settings, use: Callable[[Replication], Awaitable[T]]) -> T:
    async def run() -> T:
        async with opened(assemble(settings, system_clock)) as mine:
            return await use(mine)

    return asyncio.run(run())


def _tell(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="linghang", description="Branch work of a mine's Party organisation.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Command, under: argparse._SubParsersAction[argparse.ArgumentParser] = commands) -> argparse.ArgumentParser:
        command = under.add_parser(name, help=(run.__doc__ or "").splitlines()[0], description=run.__doc__)
        command.set_defaults(run=run)
        return command

    add("serve", serve).add_argument("--demo", action="store_true", help="load the invented mine with its past first")
    add("worker", work)
    add("migrate", migrate).add_argument("--create", action="store_true", help="write migrations for new tables instead")
    imports = commands.add_parser("import", help="import a file").add_subparsers(required=True, metavar="WHAT")
    roster = add("roster", import_roster, imports)
    roster.add_argument("file", type=Path)
    roster.add_argument("--dry-run", action="store_true", help="write nothing, only report")
    roster.add_argument("--remove-left", action="store_true", help="mark members whom the file does not name as having left")
    add("rescue", import_sealed_file, imports).add_argument("file", type=Path)
    export = add("export", export_all)
    export.add_argument("--all", action="store_true", help="everything of the mine")
    export.add_argument("file", type=Path)
    _add_tokens(add, commands)
    account = add("account", open_account)
    account.add_argument("login")
    account.add_argument("name")
    account.add_argument("--role", default="office", choices=("office", "committee_leader", "assessor", "administrator"))
    account.add_argument("--at", metavar="NAME", help="for an assessor: the organisation to assess, such as a branch; else all of them")
    add("demo", demo)
    add("recompute", recompute)
    add("reindex", reindex)
    add("replay", replay).add_argument("--into", default="", metavar="URL", help="an empty database to replay on; else a temporary one")
    add("doctor", doctor)
    measure = add("bench", bench)
    measure.add_argument("names", nargs="*", metavar="NAME")
    measure.add_argument("--json", action="store_true", help="one JSON line a figure")
    add("openapi", openapi).add_argument("--file", help="write here instead of printing")
    return parser


def _add_tokens(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    under = commands.add_parser("token", help="let other systems read").add_subparsers(required=True, metavar="WHAT")
    make = add("create", make_token, under)
    make.add_argument("name", help="which system it is for")
    make.add_argument("--scope", action="append", required=True, choices=sorted(tokens.SCOPES), help="what it may read; several times for several")
    make.add_argument("--days", type=int, default=365)
    add("list", show_tokens, under)
    add("revoke", end_token, under).add_argument("id")


if __name__ == "__main__":
    raise SystemExit(main())
