"""How the server says no: any exception as an application/problem+json answer, in Chinese, with the request's number for the log."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, ValidationException
from litestar.handlers import BaseRouteHandler

from server.kit import problems
from server.kit.database import Contention, Unavailable
from server.kit.log import note_problem, request_no, told_path
from server.kit.problems import Problem, Reason
from sync.misfit import field_fault, named_fault

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


def answer_problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer to a request that raised."""
    problem = problem_of(error)
    number = request_no(request.scope)
    if problem.status >= 500:
        log.error(problem.code, exc_info=error, extra={"request": number, "path": told_path(request.scope)})
    note_problem(request.scope, problem.code)
    headers = dict(getattr(error, "headers", None) or {})
    if problem.retry_after_s is not None:
        headers["Retry-After"] = str(problem.retry_after_s)
    body = msgspec.json.encode(problem.as_dict(error_no=number))
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_STREAMED = "application/offset+octet-stream"
_JSON = (b"{", b"[", b'"')


def holds_nul(text: bytes) -> bool:
    """Whether JSON spells U+0000, the one character that PostgreSQL takes in no text."""
    return b"\\u0000" in text and _NUL.search(text) is not None


async def refuse_nul(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard: text that one of the two databases cannot keep is refused on both. Routes with `opt={"any_text": True}` see to it themselves."""
    address = connection.scope["path"].encode() + connection.scope["query_string"]
    if b"\0" in address or b"%00" in address:
        raise problems.nul_refused()
    if not isinstance(connection, Request) or handler.opt.get("any_text") or connection.method in ("GET", "HEAD"):
        return
    if connection.headers.get("content-type", "").startswith(_STREAMED):
        return
    body = await connection.body()
    if body.lstrip().startswith(_JSON) and holds_nul(body):
        raise problems.nul_refused()


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {Exception: answer_problem, HTTPException: answer_problem}


def problem_of(error: Exception) -> Problem:
    """The problem that an exception means to the person; one that nobody foresaw is a fault of ours and tells nothing about itself."""
    match error:
        case Problem():
            return error
        case ValidationException():
            return problems.invalid(_reason(message) for message in cast(list[Mapping[str, Any]], error.extra or []))
        case msgspec.ValidationError():
            return problems.invalid([Reason(*field_fault(error))])
        case HTTPException():
            return _refused(error.status_code)
        case msgspec.DecodeError():
            return _malformed()
        case Contention():
            return problems.service_busy()
        case Unavailable():
            return problems.service_unavailable()
        case _:
            return problems.service_failed()


def _reason(message: Mapping[str, Any]) -> Reason:
    """What the framework says of one value; of the body as a whole it says `data`."""
    key = str(message.get("key", ""))
    field, reason = named_fault(str(message.get("message", "")), "" if key == "data" else key)
    return Reason(field or key, reason)


def _refused(status: int) -> Problem:
    """What the framework itself refuses."""
    match status:
        case 400:
            return _malformed()
        case 401:
            return problems.session_required()
        case 403:
            return problems.rights_missing()
        case 404:
            return problems.address_not_found()
        case 405:
            return Problem("request.method", "不支持这样请求", "这个地址不支持这种请求方法。", "请更新应用后重试。", 405)
        case 413:
            return Problem("request.too_large", "内容太大", "发送的内容超过了允许的大小。", "请减小内容后再发送。", 413)
        case 429:
            return Problem("request.too_many", "请求太频繁", "短时间内请求过多。", "请稍后再试。", 429, retry_after_s=60)
        case _ if status >= 500:
            return problems.service_failed()
        case _:
            return Problem("request.refused", "请求未被接受", "服务器没有接受这个请求。", "请更新应用后重试；如仍不行，请联系管理员。", status)


def _malformed() -> Problem:
    return Problem("request.malformed", "内容无法读取", "发送的内容不完整或格式不对。", "请重试；如仍不行，请更新应用。", 400)
