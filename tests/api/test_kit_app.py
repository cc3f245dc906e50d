"""The application as a whole: closed by default, healthy or not, and the command line around it."""

import asyncio
import json
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from litestar import Litestar

from server.__main__ import main
from server.app import SCHEMAS, STATIC
from server.kit.database import Database
from server.kit.doctor import examine
from server.kit.health import health_routes
from server.kit.identity import Actor, Grant
from server.kit.settings import Settings
from tests.mine import Mine
from tests.services import LinghangProcess, Postgres, Redis, free_port

Start = Callable[..., LinghangProcess]
ENDED = (0, -15)
"""uvicorn shuts down in order and then ends by the signal it was sent."""


def routes_of(app: Litestar) -> list[tuple[str, str]]:
    """(method, address) of each closed route, with something in the place of its parameters."""
    closed: list[tuple[str, str]] = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if not handler.opt.get("public"):
                address = re.sub(r"\{[^}]*\}", "x", route.path)
                closed.extend((str(method), address) for method in handler.http_methods if method != "OPTIONS")
    return closed


async def test_every_route_is_closed_unless_it_says_so(sqlite_mine: Mine) -> None:
    client = await sqlite_mine.client()
    closed = routes_of(sqlite_mine.app)
    assert len(closed) > 10
    for method, address in closed:
        answer = await client.request(method, address)
        assert answer.status_code == 401, f"{method} {address}"
        if method != "HEAD":  # whose answers have no body
            assert answer.json()["code"] == "session.required", f"{method} {address}"


async def test_the_description_of_the_surface_is_open_and_compressed(sqlite_mine: Mine) -> None:
    answer = await (await sqlite_mine.client()).get("/schema/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
    assert "/api/sync" in answer.json()["paths"]


async def test_answers_of_the_interface_are_not_kept(sqlite_mine: Mine) -> None:
    client = await sqlite_mine.client()
    assert (await client.get("/api/me")).headers["cache-control"] == "no-store"
    assert "content-security-policy" in (await client.get("/health/live")).headers


async def test_health_tells_what_works(mine: Mine) -> None:
    client = await mine.client()
    assert (await client.get("/health/live")).json() == {"status": "ok"}
    ready = await client.get("/health/ready")
    expected = {"status": "ok", "database": "ok"} | ({"redis": "ok"} if mine.settings.redis_url else {})
    assert (ready.status_code, ready.json()) == (200, expected)


async def test_health_without_database_or_redis() -> None:
    stopped = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    served_by = stopped, f"redis://127.0.0.1:{free_port()}/0"
    app = Litestar([health_routes(lambda: served_by)], logging_config=None, openapi_config=None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mine") as client:
        ready = await client.get("/health/ready")
        assert (ready.status_code, ready.json()) == (503, {"status": "failed", "database": "failed", "redis": "failed"})
        assert (await client.get("/health/live")).status_code == 200


async def test_the_doctor_finds_a_sound_mine_sound(mine: Mine, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("page")
    findings = {finding.matter: finding for finding in await examine(mine.settings, SCHEMAS, tmp_path)}
    assert {matter for matter, finding in findings.items() if finding.state == "故障"} == set()
    assert findings["数据表"].state == "正常"
    assert "提交即落盘" in str(findings.values()) or findings["数据库"].state == "注意"
    assert ("linghang worker" in findings["任务"].remedy) == bool(mine.settings.redis_url), "no worker runs in this test"


async def test_the_doctor_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(
        data=str(tmp_path),
        host="0.0.0.0",
        database_url=f"postgresql://nobody@127.0.0.1:{free_port()}/none",
        redis_url=f"redis://127.0.0.1:{free_port()}/0",
    )
    findings = await examine(settings, SCHEMAS, tmp_path / "nothing")
    assert {finding.matter: finding.state for finding in findings} == {
        "网址": "注意",
        "磁盘": "正常",
        "数据库": "故障",
        "任务": "故障",
        "界面": "故障",
    }
    assert all(finding.remedy for finding in findings if finding.state != "正常")
    assert next(finding.detail for finding in findings if finding.matter == "数据库") == "无法连接：这个地址和端口上没有数据库在运行"


async def test_the_doctor_says_in_words_why_a_database_does_not_open(postgres: Postgres, tmp_path: Path) -> None:
    url = urlsplit(await postgres.create("shut"))
    (tmp_path / "a file").write_text("no database, whatever it is called")
    for address, told in [
        (url._replace(path="/nowhere").geturl(), "服务器上没有这个数据库"),
        (f"sqlite:///{tmp_path}/a file", "这个文件不是数据库"),
        (f"sqlite:///{tmp_path}/a file/linghang.db", "数据库文件夹的位置上是一个文件"),
        (f"sqlite:///{tmp_path}", "数据库文件打不开：文件夹不存在，或没有权限"),
    ]:
        findings = await examine(Settings(data=str(tmp_path), database_url=address), SCHEMAS, STATIC)
        assert next(finding.detail for finding in findings if finding.matter == "数据库") == f"无法连接：{told}"
    await postgres.drop("shut")


async def test_the_doctor_finds_a_database_that_may_lose_records(postgres: Postgres, tmp_path: Path) -> None:
    url = await postgres.create("careless")
    await postgres.execute('alter database "careless" set synchronous_commit = off')
    findings = await examine(Settings(data=str(tmp_path), database_url=url), SCHEMAS, STATIC)
    await postgres.drop("careless")
    told = next(finding for finding in findings if finding.matter == "数据库")
    assert told.state == "故障" and "synchronous_commit=off" in told.detail
    assert any("linghang migrate" in finding.remedy for finding in findings), "nothing was migrated yet"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs `linghang …` in a thread with its own loop and an own data folder; gives (exit code, what it printed, what it complained)."""
    monkeypatch.setenv("LINGHANG_DATA", str(tmp_path))

    async def run(*words: str) -> tuple[int, str, str]:
        code = await asyncio.to_thread(main, words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


async def test_the_command_line_migrates_and_reports(run: Callable[..., Any]) -> None:
    code, out, _ = await run("migrate")
    assert code == 0 and "organisation" in out
    assert (await run("migrate"))[:2] == (0, "数据表已是最新。\n")
    _, out, _ = await run("doctor")
    assert "LINGHANG_DATABASE_URL" in out and "[正常] 数据表" in out
    code, out, _ = await run("account", "office", "党群工作部")
    assert code == 0 and json.loads(out)["name"] == "党群工作部"
    code, _, complaint = await run("account", "office2", "王干事", "--at", "综采一区党支部")
    assert code == 1 and "--at" in complaint, "the office works for the whole mine: its routes ask for no branch"
    code, out, _ = await run("openapi")
    assert "/api/sync" in json.loads(out)["paths"]


async def test_the_command_line_tells_faults_in_words(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "LINGHANG_REDIS_URL" in (await run("worker"))[2]
    monkeypatch.setenv("LINGHANG_DATABASE_URL", f"postgresql://nobody@127.0.0.1:{free_port()}/none")
    for command in ("migrate", "serve", "recompute"):
        code, _, complaint = await run(command)
        assert code == 1 and complaint.splitlines()[-1] == "数据库不可用：这个地址和端口上没有数据库在运行。请运行 linghang doctor 查看原因。"
    monkeypatch.setenv("LINGHANG_PROT", "80")
    code, _, complaint = await run("doctor")
    assert code == 1 and "LINGHANG_PORT" in complaint


async def test_a_server_stops_at_once_though_a_stream_of_events_is_open(linghang: Start) -> None:
    demo = linghang("demo")
    assert await asyncio.to_thread(demo.finish) == 0, demo.log.read_text()
    server = linghang("serve", "--demo", LINGHANG_LOG_FORMAT="json")
    told = re.search(r"支部书记：(\S+)  密码：(\S+)", server.log.read_text())
    assert told, "the demo tells its logins in plain lines"
    with sqlite3.connect(server.data / "linghang.db") as told_by:
        states = "select state, ties_open, count(*) from cycle where quarter in (select quarter from cycle where state = 'frozen') group by 1, 2"
        assert sorted(told_by.execute(states)) == [("computed", 1, 1), ("frozen", 0, 32)]
        assert told_by.execute("select count(*) from award where total_tenths is not null").fetchone() == (1468,)
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, headers={"Origin": server.url}) as client:
        answer = await client.post("/api/session", json={"login": told[1], "password": told[2]})
        assert answer.status_code == 200, answer.text
        async with client.stream("GET", "/api/sync/events", headers={"Accept-Encoding": "gzip"}) as stream:
            assert "content-encoding" not in stream.headers
            first = await anext(stream.aiter_lines())
            assert first == "event: hello"
            began = time.monotonic()
            assert await asyncio.to_thread(server.stop) in ENDED
            assert time.monotonic() - began < 8


async def test_a_worker_runs_beside_a_server(linghang: Start, postgres: Postgres, redis_server: Redis) -> None:
    address = {"LINGHANG_DATABASE_URL": await postgres.create("with_worker"), "LINGHANG_REDIS_URL": redis_server.url}
    redis_server.clear()
    server, worker = linghang("serve", **address), linghang("worker", **address)
    settings = Settings(data=str(server.data), database_url=address["LINGHANG_DATABASE_URL"], redis_url=address["LINGHANG_REDIS_URL"])
    async with asyncio.timeout(30):
        while True:
            told = next(finding for finding in await examine(settings, SCHEMAS, STATIC) if finding.matter == "任务")
            if told.state == "正常":
                break
            await asyncio.sleep(0.2)
    assert await asyncio.to_thread(worker.stop) == 0
    assert await asyncio.to_thread(server.stop) in ENDED
    await postgres.drop("with_worker")


def test_an_actor_sees_the_scopes_of_posts_not_of_roles() -> None:
    secretary = Actor("a", "m", "张三", (Grant("secretary", "b1", "b1"), Grant("group_leader", "g1", "b2")))
    assert secretary.scopes == {"site", "person:m", "branch:b1", "branch:b2"}
    assert secretary.has("office", "secretary") and not secretary.has("office")
    office = Actor("a", None, "党群工作部", (Grant("office", "b1", "b1"),))
    assert office.holds("office") and not office.has("office"), "a role at one branch is none for the mine"
    assert Actor("a", None, "党群工作部", (Grant("office", "c", of_mine=True),)).has("office")
    assert office.scopes == {"site", "person:a"} and not office.branches
