"""Serves the built PWA: hashed assets for ever, everything else asked for again each time, any page's address with the one page."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get
from litestar.params import Parameter

from server.kit import problems
from server.kit.problems import Problem

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NOT_PAGES = ("/api", "/health", "/schema", "/assets")
COMPRESS_FROM_BYTES = 800

# Written down, because what a system's own list says of .webmanifest or .js differs from machine to machine.
_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".map": "application/json",
}
_COMPRESSED_ALREADY = (".png", ".ico", ".woff2")


class Asset(msgspec.Struct, frozen=True):
    """One file of the build as it is sent; `stamp` tells whether the file has changed since it was read."""

    stamp: tuple[int, int]
    etag: str
    media_type: str
    body: bytes
    compressed: bytes | None


class StaticFolder:
    """The files of one folder, read when first asked for and again when they change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._assets: dict[str, Asset] = {}

    @property
    def is_built(self) -> bool:
        """Whether there is a page to serve."""
        return (self._folder / "index.html").is_file()

    def find(self, path: str) -> Asset | None:
        """The file at an address, or none; addresses that lead out of the folder find none."""
        if "\0" in path:
            return None
        file = (self._folder / path.lstrip("/")).resolve()
        if not file.is_relative_to(self._folder) or not file.is_file():
            return None
        status = file.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._assets.get(path)
        if known is None or known.stamp != stamp:
            known = self._assets[path] = _read(file, stamp)
        return known


def static_routes(folder: Path) -> Router:
    """GET of everything that no other route answers. Public: the page itself holds nothing of anyone."""
    files = StaticFolder(folder)

    @get(["/", "/{path:path}"], include_in_schema=False)
    async def serve(request: Request[Any, Any, Any], path: Annotated[str, Parameter()] = "/") -> Response[bytes]:
        asset = files.find("/index.html" if _is_page(path) else path)
        if asset is None:
            raise _missing(_is_page(path))
        return _answer(asset, path, request.headers.get("if-none-match", ""), request.headers.get("accept-encoding", ""))

    return Router("/", route_handlers=[serve], opt={"public": True, "uncompressed": True})


def _is_page(path: str) -> bool:
    """Whether an address may be a screen of the PWA: it is no file's and belongs to no other part of the server."""
    return "." not in path.rsplit("/", 1)[-1] and not any(path == root or path.startswith(f"{root}/") for root in NOT_PAGES)


def _missing(page: bool) -> Problem:
    if page:
        return Problem("static.missing", "界面尚未生成", "服务器上还没有界面文件。", "请管理员运行 make build 后重试。", 404)
    return problems.address_not_found()


def _answer(asset: Asset, path: str, known: str, accepted: str) -> Response[bytes]:
    headers = {"ETag": asset.etag, "Cache-Control": FOR_EVER if path.startswith("/assets/") else ASK_AGAIN, "Vary": "Accept-Encoding"}
    if known == "*" or asset.etag in (tag.strip() for tag in known.split(",")):
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    if asset.compressed is not None and "gzip" in accepted:
        return Response(asset.compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def _read(file: Path, stamp: tuple[int, int]) -> Asset:
    body = file.read_bytes()
    small = len(body) < COMPRESS_FROM_BYTES or file.suffix in _COMPRESSED_ALREADY
    # Weak: the same tag stands for the file and for its compressed form.
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    compressed = None if small else gzip.compress(body, mtime=0)
    return Asset(stamp, etag, _TYPES.get(file.suffix, "application/octet-stream"), body, compressed)
