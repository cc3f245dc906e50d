"""A whole installation as deploy/ describes it: two servers and a worker on PostgreSQL and Redis, behind Caddy with the shipped Caddyfile."""

import asyncio
import os
import re
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.api.phone import HttpPhone
from tests.services import ROOT, LinghangProcess, Postgres, Redis, die_with_the_tests, end, free_port, listens, program, wait_until

PATIENCE_S = 30
LOADED = "installation-loaded"


class Installation(NamedTuple):
    """Its address, its servers, and the logins of the demo mine by role."""

    url: str
    servers: list[LinghangProcess]
    logins: dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
async def loaded(postgres: Postgres, redis_server: Redis, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, tuple[str, str]]]:
    """The logins of a demo mine that was loaded into a database which each test copies: half a minute of work, done once."""
    settings = {"LINGHANG_DATABASE_URL": await postgres.create(LOADED), "LINGHANG_REDIS_URL": redis_server.url}
    yield load_demo(settings, tmp_path_factory.mktemp("loaded"))
    await postgres.drop(LOADED)


@pytest.fixture
async def database(postgres: Postgres, loaded: object) -> AsyncIterator[str]:
    """A database of this test with the demo mine."""
    yield await postgres.create("installation", LOADED)
    await postgres.drop("installation")


@pytest.fixture
def installation(
    linghang: Callable[..., LinghangProcess], database: str, loaded: dict[str, tuple[str, str]], redis_server: Redis, tmp_path: Path
) -> Iterator[Installation]:
    """The demo mine, served by two servers and one worker behind Caddy."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    redis_server.clear()
    settings = {"LINGHANG_DATABASE_URL": database, "LINGHANG_REDIS_URL": redis_server.url, "LINGHANG_PUBLIC_URL": url}
    servers = [linghang("serve", **settings), linghang("serve", **settings)]
    linghang("worker", **settings)
    caddy = start_caddy(port, servers, tmp_path)
    yield Installation(url, servers, loaded)
    end(caddy)


def load_demo(settings: dict[str, str], folder: Path) -> dict[str, tuple[str, str]]:
    """Runs `linghang demo`; gives role -> login and password as it prints them."""
    process = LinghangProcess(folder, "demo", **settings).start()
    assert process.finish() == 0, process.log.read_text()
    lines = re.findall(r"^(\S+)  (\S+)  .+（(\w+)）$", process.log.read_text(), re.MULTILINE)
    return {role: (login, password) for login, password, role in lines}


def start_caddy(port: int, servers: list[LinghangProcess], folder: Path) -> subprocess.Popen[bytes]:
    """Caddy with the shipped Caddyfile, its own folders in the test's."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "CADDY_ADMIN": f"127.0.0.1:{free_port()}"}
    environment |= {"SITE_ADDRESS": f"http://127.0.0.1:{port}", "SITE_SERVERS": " ".join(f"127.0.0.1:{server.port}" for server in servers)}
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile")]
    log = folder / "caddy.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, preexec_fn=die_with_the_tests)
    wait_until(lambda: listens(port), process, log, "Caddy")
    return process


async def sign_in(client: httpx.AsyncClient, login: tuple[str, str]) -> None:
    answer = await client.post("/api/session", json={"login": login[0], "password": login[1]})
    assert answer.status_code == 200, answer.text


async def next_head(client: httpx.AsyncClient, scope: str, listening: asyncio.Event) -> int:
    """Listens to the events stream until the scope moves; gives its head."""
    async with client.stream("GET", "/api/sync/events", timeout=PATIENCE_S) as stream:
        assert stream.status_code == 200
        listening.set()
        async for line in stream.aiter_lines():
            if found := re.match(rf'data: .*"{scope}".*"head":\s*(\d+)', line):
                return int(found[1])
    raise AssertionError("the stream ended")


@asynccontextmanager
async def browser(installation: Installation, at: str = "", cookies: httpx.Cookies | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of the site: through Caddy, or straight at one server with the session of another browser."""
    headers = {"Origin": installation.url}
    options = {"headers": headers, "timeout": PATIENCE_S, "trust_env": False, "cookies": cookies}
    async with httpx.AsyncClient(base_url=at or installation.url, **options) as client:
        yield client


async def test_news_travel_between_servers_and_through_caddy(installation: Installation):
    first, second = (server.url for server in installation.servers)
    async with browser(installation) as caddy:
        await sign_in(caddy, installation.logins["secretary"])
        phone = HttpPhone(caddy)
        await phone.sync()
        scope = f"branch:{phone.branch()}"
        for written, heard in [(first, second), (second, first), (first, installation.url)]:
            async with browser(installation, written, caddy.cookies) as writer, browser(installation, heard, caddy.cookies) as listener:
                phone.client, listening = writer, asyncio.Event()
                await phone.sync()
                seen = phone.cursors[scope]
                news = asyncio.create_task(next_head(listener, scope, listening))
                await asyncio.wait_for(listening.wait(), PATIENCE_S)
                phone.start_meeting()
                await phone.sync()
                assert await asyncio.wait_for(news, PATIENCE_S) > seen, f"written at {written}, heard at {heard}"


async def test_a_server_that_stops_is_passed_over(installation: Installation):
    async with browser(installation) as client:
        await sign_in(client, installation.logins["office"])
        installation.servers[0].stop()
        assert [(await client.get("/api/me")).status_code for _ in range(30)] == [200] * 30
        installation.servers[1].stop()
        installation.servers[0].start()
        assert (await client.get("/api/me")).status_code == 200


async def test_the_worker_draws_the_conclusions(installation: Installation):
    """The servers run no jobs here, so whatever is drawn was drawn by the worker."""
    async with browser(installation) as client:
        await sign_in(client, installation.logins["secretary"])
        phone = HttpPhone(client)
        async with asyncio.timeout(PATIENCE_S):
            await phone.sync()
            while not phone.rows.get("obligation"):
                await asyncio.sleep(0.2)
                await phone.sync()
