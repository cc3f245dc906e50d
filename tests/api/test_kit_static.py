"""The built PWA as it is served: hashed assets for ever, the page asked for again, every screen's address the one page."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar, get

from server.kit.refusals import EXCEPTION_HANDLERS
from server.kit.static import static_routes

PAGE = "<!doctype html><title>领航</title>" + " " * 2000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("no")
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text(PAGE)
    (static / "sw.js").write_text("self.x = 1")
    (static / "manifest.webmanifest").write_text("{}")
    (static / "assets" / "app-1a2b.js").write_text("export {}")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    return static


@get("/api/me")
async def me() -> str:
    return "me"


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = Litestar([me, static_routes(folder)], exception_handlers=EXCEPTION_HANDLERS, logging_config=None, openapi_config=None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mine") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/index.html", "/branch/12", "/meetings/0190-abc", "/apiary"])
async def test_a_screen_is_the_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "media_type", "cache"),
    [
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/assets/app-1a2b.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
async def test_files_have_their_type_and_their_age(client: httpx.AsyncClient, path: str, media_type: str, cache: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, media_type, cache)


@pytest.mark.parametrize(
    "path",
    ["/assets/app-0000.js", "/old.js", "/api/nothing", "/health/x", "/assets/x", "/link.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a%00b.js"],
)
async def test_what_is_not_there_is_not_a_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "request.not_found")


async def test_an_unchanged_file_is_not_sent_again(client: httpx.AsyncClient, folder: Path) -> None:
    etag = (await client.get("/")).headers["etag"]
    for known in (etag, f'"x", {etag}', "*"):
        answer = await client.get("/", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    (folder / "index.html").write_text("new")
    answer = await client.get("/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.text) == (200, "new")


async def test_large_text_is_compressed_for_those_who_take_it(client: httpx.AsyncClient) -> None:
    packed = await client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(gzip.compress(PAGE.encode(), mtime=0))
    plain = await client.get("/", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text == PAGE
    assert packed.headers["vary"] == "Accept-Encoding"


async def test_a_missing_build_says_what_to_do(client: httpx.AsyncClient, folder: Path) -> None:
    (folder / "index.html").unlink()
    answer = await client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (404, "static.missing")
    assert "make build" in answer.json()["remedy"]
