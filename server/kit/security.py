"""What every answer tells the browser to forbid, and which changes are refused because another site's page asked for them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Receive, Scope, Send

from server.kit.problems import Problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# A page that loads nothing from elsewhere and runs nothing inline: what an injected script would need is not there.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
}
_ONE_YEAR_S = 365 * 24 * 3600


def add_security_headers(message: HTTPResponseStartEvent, scope: Scope, https: bool) -> None:
    """Adds the headers to an answer that begins; what people wrote is never kept by a browser's cache."""
    headers = MutableScopeHeaders(message)
    for name, value in _HEADERS.items():
        if name not in headers:  # an answer may say something stricter of itself
            headers[name] = value
    if https:
        headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR_S}"
    if scope["path"].startswith("/api/") and "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"


class SameSiteOnly(ASGIMiddleware):
    """Refuses changes (any method but GET, HEAD, OPTIONS) that do not come from our own pages.

    Browsers say in Sec-Fetch-Site where a request comes from; older ones send Origin. A request that says neither is refused.
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, public_url: str) -> None:
        self._own = public_url

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if cast(HTTPScope, scope)["method"] not in SAFE_METHODS and not self._ours(Headers.from_scope(scope)):
            raise Problem("request.origin", "请求来源不符", "这个更改不是从本系统的页面发出的。", "请从本系统的首页进入后重试。", 403)
        await next_app(scope, receive, send)

    def _ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return False
        return origin == self._own or urlsplit(origin).netloc == headers.get("host")
