"""What is common to all answers: problems in Chinese, headers that forbid, and no changes on behalf of other sites."""

import json
import logging
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any, Literal

import httpx
import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from server.app import _before_send
from server.kit.database import Contention, Unavailable
from server.kit.log import JsonFormatter, RequestLog, TextFormatter
from server.kit.problems import Problem, Reason, invalid
from server.kit.refusals import EXCEPTION_HANDLERS
from server.kit.security import CONTENT_SECURITY_POLICY, SameSiteOnly

ORIGIN = {"Origin": "http://mine"}
SECRET = "张三的思想汇报"


class Mark(msgspec.Struct):
    status: Literal["present", "leave"]


class Record(msgspec.Struct):
    place: Annotated[str, Meta(min_length=2, max_length=5)]
    count: Annotated[int, Meta(ge=1, le=9)] = 1
    marks: list[Mark] = []


@post("/record", status_code=200)
async def write(data: JSONBody[Record]) -> Record:
    return data


@post("/small", status_code=200, request_max_body_size=10)
async def small(data: JSONBody[dict[str, Any]]) -> None:
    return None


@get("/fail/{how:str}")
async def fail(how: FromPath[str]) -> None:
    logging.getLogger("test").info("inside")
    raise {
        "problem": Problem("review.changed", "已有变化", "记录已被修改。", "请重新查看。", status=409, extra={"revision": 7}),
        "fault": ZeroDivisionError(SECRET),
        "busy": Contention(SECRET),
        "down": Unavailable(SECRET),
        "fields": invalid([Reason("place", "必须填写"), Reason("agenda", "太短")]),
    }[how]


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = Litestar(
        [write, small, fail],
        exception_handlers=EXCEPTION_HANDLERS,
        middleware=[RequestLog(), SameSiteOnly("https://dj.example.cn")],
        before_send=[partial(_before_send, True)],
        logging_config=None,
        openapi_config=None,
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mine") as client:
        yield client


async def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The body of a refusal, after what all of them have in common was checked."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    body = answer.json()
    assert (body["code"], body["status"], body["type"]) == (code, status, f"urn:linghang:problem:{code}")
    assert all(body[part] for part in ("title", "detail", "remedy"))
    assert len(body["error_no"]) == 8
    assert SECRET not in answer.text
    return body


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ("problem", 409, "review.changed"),
        ("fault", 500, "service.failed"),
        ("busy", 503, "service.busy"),
        ("down", 503, "service.unavailable"),
        ("fields", 400, "request.invalid"),
        ("unforeseen", 500, "service.failed"),
    ],
)
async def test_every_exception_is_a_problem(client: httpx.AsyncClient, how: str, status: int, code: str) -> None:
    answer = await client.get(f"/fail/{how}")
    await refused(answer, status, code)
    assert ("retry-after" in answer.headers) == (status == 503)


async def test_a_problem_may_carry_more(client: httpx.AsyncClient) -> None:
    assert (await client.get("/fail/problem")).json()["revision"] == 7
    assert (await client.get("/fail/fields")).json()["errors"] == [
        {"field": "place", "reason": "必须填写"},
        {"field": "agenda", "reason": "太短"},
    ]


async def test_what_the_framework_refuses_is_a_problem_too(client: httpx.AsyncClient) -> None:
    await refused(await client.get("/nowhere"), 404, "request.not_found")
    wrong = await client.get("/record")
    await refused(wrong, 405, "request.method")
    assert "POST" in wrong.headers["allow"]
    await refused(await client.post("/small", json={"a": "b" * 20}, headers=ORIGIN), 413, "request.too_large")
    await refused(await client.post("/record", content=b"{", headers=ORIGIN), 400, "request.malformed")


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        ({}, "place", "必须填写"),
        ({"place": 1}, "place", "应为文字"),
        ({"place": "x"}, "place", "至少 2 个字符"),
        ({"place": "123456"}, "place", "最多 5 个字符"),
        ({"place": "ok", "count": 0}, "count", "应不小于 1"),
        ({"place": "ok", "count": "many"}, "count", "应为整数"),
        ({"place": "ok", "marks": 1}, "marks", "应为列表"),
        ({"place": "ok", "marks": [{"status": "late"}]}, "marks[0].status", "不是可选的值"),
        ({"place": "ok", "marks": [{}]}, "marks[0].status", "必须填写"),
    ],
)
async def test_a_wrong_value_is_told_in_chinese_with_its_field(client: httpx.AsyncClient, body: dict[str, Any], field: str, reason: str) -> None:
    problem = await refused(await client.post("/record", json=body, headers=ORIGIN), 400, "request.invalid")
    assert problem["errors"] == [{"field": field, "reason": reason}]
    assert problem["field"] == field


async def test_every_answer_forbids_what_the_page_does_not_need(client: httpx.AsyncClient) -> None:
    answers = [await client.get(path) for path in ("/fail/fault", "/nowhere", "/record")]
    answers.append(await client.post("/record", json={"place": "ok"}, headers=ORIGIN))
    assert [answer.status_code for answer in answers] == [500, 404, 405, 200]
    for answer in answers:
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY and "unsafe" not in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://mine"}, False),
        ({"Origin": "http://mine"}, True),
        ({"Origin": "https://dj.example.cn"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://mine.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
async def test_changes_come_from_our_own_pages_only(client: httpx.AsyncClient, headers: dict[str, str], allowed: bool) -> None:
    answer = await client.post("/record", json={"place": "ok"}, headers=headers)
    if allowed:
        assert answer.status_code == 200
    else:
        await refused(answer, 403, "request.origin")


async def test_the_log_ties_lines_to_the_error_number_and_holds_no_content(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    lines: dict[str, dict[str, Any]] = {}

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines[record.name] = json.loads(JsonFormatter().format(record))

    collect = Collect()
    logging.getLogger().addHandler(collect)
    try:
        number = (await client.get("/fail/problem", params={"q": SECRET})).json()["error_no"]
    finally:
        logging.getLogger().removeHandler(collect)
    assert lines["test"]["request"] == lines["server.requests"]["request"] == number
    assert lines["server.requests"] | {"ms": 0, "at": ""} == {
        "at": "",
        "level": "INFO",
        "logger": "server.requests",
        "message": "answered",
        "method": "GET",
        "path": "/fail/problem",
        "status": 409,
        "problem": "review.changed",
        "request": number,
        "ms": 0,
    }
    assert SECRET not in json.dumps(lines, ensure_ascii=False)


def test_text_lines_are_one_line_an_event() -> None:
    record = logging.makeLogRecord({"name": "server", "levelname": "INFO", "msg": "job %s", "args": ("done",), "count": 3})
    assert TextFormatter().format(record).endswith(" INFO server job done count=3")
