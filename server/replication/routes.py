"""POST /api/sync and the stream of hints GET /api/sync/events."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any

import msgspec
from litestar import Request as HttpRequest
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.response import Response, ServerSentEvent

from server.kit.identity import OFFICE_ROLES, Actor, SignedIn
from server.kit.packing import Piece, gzipped, plain
from server.kit.problems import Problem, rights_missing
from server.replication.pull import Pulled, own_news, pull
from server.replication.push import Pushed, push
from server.replication.quarantine import QuarantineOut, RunAgainIn, RunAgainOut, load_quarantine, run_again
from server.replication.unit import OFFICE, Replication
from sync import wire
from sync.misfit import field_fault, said_of

HEARTBEAT_S = 20.0
WORTH_PACKING = 800
"""Bytes."""
_read_request = msgspec.json.Decoder(wire.Request).decode


@post(
    "/api/sync",
    status_code=200,
    request_max_body_size=wire.BYTES_AT_MOST,
    opt={"uncompressed": True, "any_text": True, "rights": "later"},
    summary="Push mutations and pull news",
)
async def sync(request: HttpRequest[SignedIn, Any, Any], replication: NamedDependency[Replication]) -> Response[bytes]:
    """One call: takes the phone's mutations, answers each, and gives what is new in the person's scopes."""
    asked = _read(await _body(request))
    pushed = await _push(replication, request.user.account, asked)
    cursors, unknown = wire.by_scope(asked.cursors, pushed.actor.scopes)
    pulled = pushed.wrote and own_news(replication.store, pushed.actor, cursors, asked.limit, pushed.wrote)
    if pulled is None:
        pulled = await pull(replication, pushed.actor, cursors, asked.limit)
    answer = wire.Answer(
        epoch=(await replication.epoch()).name,
        acked=pushed.acked,
        outcomes=pushed.outcomes,
        scopes={},
        drop=unknown,
        beacon=await replication.beacons.issue(replication.clock(), asked.log, pushed.head),
        next=replication.admission.next(),
    )
    return _response(request, _parts(answer, pulled))


_SCOPES = b'"scopes":{'


def _parts(answer: wire.Answer, pulled: Mapping[str, Pulled]) -> list[bytes | Piece]:
    """The answer as JSON, the pages of its scopes put where they belong."""
    head, begin, tail = msgspec.json.encode(answer).rpartition(_SCOPES)
    parts: list[bytes | Piece] = [head + begin]
    for number, (scope, page) in enumerate(pulled.items()):
        parts += [b"," if number else b"", msgspec.json.encode(scope), b":", *page.parts()]
    return [*parts, tail]


def _response(request: HttpRequest[SignedIn, Any, Any], parts: list[bytes | Piece]) -> Response[bytes]:
    """The parts, compressed if they are worth it and the phone can read that."""
    size = sum(len(part.plain if isinstance(part, Piece) else part) for part in parts)
    headers = {"Vary": "Accept-Encoding"}
    if size < WORTH_PACKING or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(plain(parts), media_type="application/json", headers=headers)
    return Response(gzipped(parts), media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})


async def _push(replication: Replication, account: str, asked: wire.Request) -> Pushed:
    if not asked.mutations:
        return await push(replication, account, asked)
    async with replication.admission.push():
        return await push(replication, account, asked)


def _read(body: bytes) -> wire.Request:
    try:
        asked = _read_request(body)
    except msgspec.ValidationError as error:
        field, reason = field_fault(error)
        raise _malformed(said_of(field, reason), field or None) from error
    except msgspec.DecodeError as error:
        raise _malformed("发送的内容不完整或格式不对") from error
    if asked.protocol != wire.PROTOCOL:
        raise Problem("sync.protocol", "应用版本不符", f"服务器使用协议 {wire.PROTOCOL}", "请更新应用；本机记录不会丢失")
    if len(asked.mutations) > wire.MUTATIONS_AT_MOST:
        raise Problem("sync.too_many", "一次发送太多", f"每次最多 {wire.MUTATIONS_AT_MOST} 条", "应用会分批发送", 413)
    return asked


def _malformed(told: str, field: str | None = None) -> Problem:
    return Problem("sync.malformed", "请求格式不对", f"{told}。", "请稍后重试；如仍不行，请更新应用。本机记录不会丢失。", field=field)


async def _body(request: HttpRequest[SignedIn, Any, Any]) -> bytes:
    body = await request.body()
    return unzip(body) if request.headers.get("content-encoding") == "gzip" else body


def unzip(body: bytes) -> bytes:
    """A gzip body, unpacked up to the limit: a small body that unpacks to a huge one is refused, not unpacked."""
    machine = zlib.decompressobj(wbits=31)
    try:
        text = machine.decompress(body, wire.BYTES_AT_MOST)
    except zlib.error as error:
        raise _malformed("压缩内容损坏") from error
    if machine.unconsumed_tail or not machine.eof:
        raise Problem("sync.too_large", "一次发送太多", "解压后超过 2 MB 或内容不完整", "应用会分批发送", 413)
    return text


@get("/api/sync/events", summary="Hints that a scope has news")
async def events(request: HttpRequest[Actor, Any, Any], replication: NamedDependency[Replication]) -> ServerSentEvent:
    """Server-sent events {scope, head} after commits, and a heartbeat. Losing all of them loses nothing."""
    return ServerSentEvent(_hints(replication, request.user))


async def _hints(replication: Replication, actor: Actor) -> AsyncGenerator[dict[str, Any], None]:
    yield {"event": "hello", "data": "{}", "retry": 5000}
    scopes = actor.scopes | ({OFFICE} if actor.holds(*OFFICE_ROLES) else set[str]())
    async with replication.pokes.subscribe(scopes) as pokes:
        async for poke in _with_heartbeat(pokes):
            data = msgspec.json.encode(poke).decode() if poke else ""
            yield {"event": "poke", "data": data} if poke else {"comment": "heartbeat"}


async def _with_heartbeat(pokes: AsyncIterator[Any]) -> AsyncIterator[Any]:
    """Each poke as it comes, and None where nothing came for a while."""
    coming = asyncio.ensure_future(anext(pokes))
    try:
        while True:
            done, _ = await asyncio.wait({coming}, timeout=HEARTBEAT_S)
            if done:
                yield coming.result()
                coming = asyncio.ensure_future(anext(pokes))
            else:
                yield None
    finally:
        coming.cancel()


@get("/api/quarantined", summary="Mutations on which the server failed")
async def list_quarantined(request: HttpRequest[Actor, Any, Any], replication: NamedDependency[Replication]) -> QuarantineOut:
    """For the office and the administrator, who are the ones to whom the phone's card refers its person."""
    _mends(request.user)
    return await load_quarantine(replication)


@post("/api/quarantined/run", status_code=200, summary="Run again what the server failed on")
async def run_quarantined(
    data: JSONBody[RunAgainIn], request: HttpRequest[Actor, Any, Any], replication: NamedDependency[Replication]
) -> RunAgainOut:
    """For when the server is mended: carries it out on behalf of its author, who is told."""
    _mends(request.user)
    outcome = await run_again(replication, request.user.account, data.log, data.mid)
    return RunAgainOut(data.log, data.mid, outcome.result)


def _mends(actor: Actor) -> None:
    if not actor.has("office", "administrator"):
        raise rights_missing()


ROUTES = (sync, events, list_quarantined, run_quarantined)
