"""The log: one line an event, for people or for collectors; each request has a number that ties its lines and its problems together.

Bodies, query strings and cookies are never logged: they hold what people wrote and who they looked for.
"""

from __future__ import annotations

import logging
import secrets
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Receive, Scope, Send

log = logging.getLogger("server.requests")

_request: ContextVar[str | None] = ContextVar("request", default=None)
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_QUIET_PATHS = ("/health/", "/assets/")


class TextFormatter(logging.Formatter):
    """`2026-11-22 08:00:00 INFO server.kit.jobs job done job=recompute count=3`"""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "seconds")
        details = "".join(f" {key}={value}" for key, value in _details(record).items())
        line = f"{at} {record.levelname} {record.name} {record.getMessage()}{details}"
        return line if record.exc_info is None else f"{line}\n{self.formatException(record.exc_info)}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        line |= _details(record)
        if record.exc_info is not None:
            line["exception"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line, enc_hook=str).decode()


def set_up_log(log_format: str, level: int = logging.INFO) -> None:
    """Sends everything to standard error in the chosen format; called once, by the command line."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)


def request_no(scope: Scope) -> str:
    """The number of a request: people read it out on the telephone, so it is short and has no letters that look like digits."""
    number: str = scope["state"].setdefault("request_no", secrets.token_hex(4).upper())
    return number


def note_problem(scope: Scope, code: str) -> None:
    """Lets the line of this request's answer say which problem it was."""
    scope["state"]["problem"] = code


class RequestLog(ASGIMiddleware):
    """Ties whatever is logged during a request to its number, and times it."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        scope["state"]["request_began"] = time.perf_counter()
        token = _request.set(request_no(scope))
        try:
            await next_app(scope, receive, send)
        finally:
            _request.reset(token)


def told_path(scope: Scope) -> str:
    """The path as a log may hold it: of a route that is not logged as it was declared, without what stood in its place, such as a secret."""
    handler = cast(dict[str, Any], scope).get("route_handler")
    return min(handler.paths) if handler is not None and handler.opt.get("unlogged") else scope["path"]


def log_answer(message: HTTPResponseStartEvent, scope: Scope) -> None:
    """One line for each answer, written when it begins (a stream of events may last for hours).

    A route with `opt={"unlogged": True}` gets none: the time of an answer would tell in which order people came to the ballot box.
    """
    path = scope["path"]
    if path.startswith(_QUIET_PATHS) and message["status"] < 500:
        return
    known = cast(dict[str, Any], scope)
    if "route_handler" in known and known["route_handler"].opt.get("unlogged"):
        return
    details: dict[str, Any] = {"method": known.get("method"), "path": path, "status": message["status"], "request": request_no(scope)}
    if "request_began" in scope["state"]:
        details["ms"] = round((time.perf_counter() - scope["state"]["request_began"]) * 1000, 1)
    if "problem" in scope["state"]:
        details["problem"] = scope["state"]["problem"]
    if account := getattr(known.get("user"), "account", None):
        details["account"] = account
    log.info("answered", extra=details)


def _details(record: logging.LogRecord) -> dict[str, Any]:
    details = {key: value for key, value in vars(record).items() if key not in _OWN_FIELDS}
    if (number := _request.get()) is not None:
        details.setdefault("request", number)
    return details
