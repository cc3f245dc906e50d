"""What can go wrong, as values: a stable code, a sentence for the person, what to do next (RFC 9457).

The tree. A code never changes its meaning; a part adds its own codes under its own name.

    request.invalid      400  a field has a value that the interface does not accept; `errors` names field and reason
    request.malformed    400  the body is not what its content type says
    request.character    400  a text holds U+0000, which no record can keep
    request.origin       403  a change was asked for by a page of another site
    request.not_found    404  nothing answers at this address
    static.missing       404  the PWA has not been built
    request.method       405  the address is right, the method is not
    request.too_large    413  the body is larger than the address accepts
    request.too_many     429  asked too often; `Retry-After` says when to come again
    request.refused      4xx  any other refusal of the framework
    session.required     401  no session, or one that has ended
    rights.missing       403  signed in, but not allowed
    rights.own_case      403  allowed, but the matter is the person's own: someone else decides
    row.not_found        404  no such record, or not for this person
    service.unavailable  503  the database cannot be reached or is full; nothing was changed
    service.busy         503  another change held the rows too long; nothing was changed
    service.failed       500  a fault of ours; the error number finds it in the log

    organisation.*  accounts.*  meetings.*  files.*  review.*  rescue.*  facts.*  obligations.*  assessments.*  ballots.*  ratings.*  cycles.*
    notices.*  corrections.*  dispatch.*  honours.*  papers.*  sheets.*  tokens.*  projects.*  brands.*  rooms.*
    lifecycle.state      409  the matter has moved on, or was never to be moved so
    lifecycle.missing    400  a move needs a field that is blank
    sync.*
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sync.misfit import said_of
from sync.mutation import Refusal


class Reason(msgspec.Struct, frozen=True):
    """Why one field was not accepted."""

    field: str
    reason: str


class Problem(Exception):
    """One thing that went wrong.

    `code` is stable and for programs; `title` names the matter, `detail` tells the person what happened, `remedy` what to do now (Chinese).
    `status` is the HTTP status, `field` the one field it is about, `errors` several fields with their reasons.
    """

    def __init__(
        self,
        code: str,
        title: str,
        detail: str,
        remedy: str,
        status: int = 400,
        field: str | None = None,
        errors: Iterable[Reason] = (),
        retry_after_s: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.title = title
        self.detail = detail
        self.remedy = remedy
        self.status = status
        self.field = field
        self.errors = tuple(errors)
        self.retry_after_s = retry_after_s
        self.extra = dict(extra or {})

    def as_dict(self, error_no: str | None = None) -> dict[str, Any]:
        """The members of an application/problem+json body; absent ones are left out."""
        body: dict[str, Any] = {
            "type": f"urn:linghang:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "remedy": self.remedy,
            "field": self.field,
            "error_no": error_no,
            "errors": [msgspec.to_builtins(reason) for reason in self.errors],
            **self.extra,
        }
        return {key: value for key, value in body.items() if value not in (None, [])}


def invalid(errors: Iterable[Reason]) -> Problem:
    """Fields with unacceptable values."""
    reasons = tuple(errors)
    told = "；".join(said_of(reason.field, reason.reason) for reason in reasons)
    field = reasons[0].field if len(reasons) == 1 else None
    return Problem("request.invalid", "填写有误", told or "有的内容不合要求。", "请按提示改正后再提交。", 400, field or None, reasons)


def nul_refused() -> Problem:
    """A text holds U+0000."""
    return Problem(
        "request.character", "内容里有不能保存的字符", "文字里夹有一个看不见的空字符（U+0000）。", "请重新输入这段文字，不要从别处整段粘贴。"
    )


def session_required() -> Problem:
    """Not signed in."""
    return Problem("session.required", "请先登录", "您还没有登录，或登录已经失效。", "请重新登录；手机上已保存的内容不会丢失。", 401)


def rights_missing(detail: str = "您目前的职务没有这项权限。") -> Problem:
    """Signed in, but not allowed."""
    return Problem("rights.missing", "没有权限", detail, "如应由您办理，请联系本级党务工作部门核对职务。", 403)


def address_not_found() -> Problem:
    """Nothing answers at this address."""
    return Problem("request.not_found", "没有这个地址", "服务器上没有这个地址。", "请返回首页；如应用较旧，请更新后重试。", 404)


_OWN_CASE = "rights.own_case"
_STATUS: Mapping[str, int] = {_OWN_CASE: 403, "rights.missing": 403, "lifecycle.state": 409}
"""What a rule refused by these codes is refused by the same status, whatever part refuses it."""


def own_case(detail: str = "这件事关系到您本人，不能由您自己办理。", remedy: str = "请由其他有权限的同志办理。") -> Problem:
    """Nobody decides in their own case (回避); the remedy names who may."""
    return Problem(_OWN_CASE, "不能办理自己的事", detail, remedy, 403)


def refused_by_rule(fault: Refusal, status: int = 400) -> Problem:
    """What a rule refused, as an answer; `status` for what has no status of its own."""
    return Problem(fault.code, fault.title, fault.detail, fault.remedy, _STATUS.get(fault.code, status), fault.field)


def row_not_found(detail: str = "没有找到这条记录。") -> Problem:
    """No such record, or not one for this person: which of the two is not told."""
    return Problem("row.not_found", "没有找到", detail, "请返回列表刷新后重试。", 404)


def service_failed() -> Problem:
    """A fault of ours."""
    return Problem("service.failed", "系统出错", "系统处理时出错，内容没有被更改。", "请稍后再试；如仍出错，请把错误编号告诉管理员。", 500)


def service_unavailable() -> Problem:
    """The database cannot be reached or cannot write."""
    return Problem(
        "service.unavailable", "暂时不能办理", "系统暂时连接不上数据库，内容没有被更改。", "请稍后再试；手机会自动重新发送。", 503, retry_after_s=30
    )


def service_busy() -> Problem:
    """Other changes held the same rows."""
    return Problem("service.busy", "系统正忙", "同时更改的人较多，内容没有被更改。", "请稍后再试；手机会自动重新发送。", 503, retry_after_s=5)
