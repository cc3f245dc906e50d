"""Every route there is, asked by nobody and by the wrong person: a new route that forgets its check fails here."""

from typing import Any

import httpx

from tests.api.test_review import office_of
from tests.mine import Mine

PUBLIC = {
    ("post", "/api/session"),
    ("delete", "/api/session"),
    ("post", "/api/activation"),
    ("get", "/health/live"),
    ("get", "/health/ready"),
    ("get", "/schema"),
    ("get", "/schema/openapi.json"),
    ("get", "/schema/{path}"),
    ("post", "/api/ballots"),
    ("post", "/api/ballots/paper"),
    ("get", "/api/room-feeds/{secret}"),
}
"""Signing in and out, health, the description of the interface, the ballot box, which asks for a code and never
for a person, and the feed of rooms, whose address is its secret."""
OF_ANYONE = {
    ("get", "/api/bots"),
    ("get", "/api/me"),
    ("get", "/api/push/key"),
    ("delete", "/api/push/subscriptions/{subscription}"),
    ("get", "/api/profile"),
    ("get", "/api/rescue/key"),
    ("get", "/api/search"),
    ("get", "/api/search/export"),
    ("get", "/api/sessions"),
    ("get", "/api/story-pages"),
    ("delete", "/api/sessions/{session}"),
    ("put", "/api/stores/{store}/share"),
    ("get", "/api/stores/{store}/share"),
    ("post", "/api/stores/{store}/lost"),
    ("post", "/api/sync"),
    ("get", "/api/sync/events"),
}
"""Routes for every signed-in person; what they show or change is the person's own."""

BY_TOKEN = {("get", "/api/open/v1/meetings"), ("get", "/api/open/v1/board")}
"""The published interface: a session opens none of it (tests/api/test_tokens.py)."""

TAKE_ANY_BYTES = ("/api/sync",)
"""Routes that answer each thing in a body on its own: a phone's mutation with such a character is quarantined."""


def routes(mine: Mine) -> list[tuple[str, str]]:
    """(method, path) of each operation that the description of the interface names."""
    described = mine.app.openapi_schema.to_schema()["paths"]
    methods = ("get", "post", "put", "patch", "delete")
    return [(method, path) for path, operations in described.items() for method in operations if method in methods]


async def ask(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    """Asks with ids that do not exist and an empty object as body; uploads speak their own protocol."""
    while "{" in path:
        path = path[: path.index("{")] + "00000000-0000-0000-0000-000000000000" + path[path.index("}") + 1 :]
    body: dict[str, Any] = {} if method in ("get", "delete") else {"json": {}}
    if path.startswith("/api/files/") and body:
        kind = {"Content-Type": "application/offset+octet-stream"} if method == "patch" else {}
        body = {"content": b"", "headers": {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Upload-Length": "1", **kind}}
    return await client.request(method, path, **body)


async def test_without_a_session_every_route_but_the_public_ones_answers_401(demo_mine: Mine) -> None:
    client = await demo_mine.client()
    asked = {(method, path): (await ask(client, method, path)).status_code for method, path in routes(demo_mine)}
    assert len(asked) > 15
    assert {route for route, status in asked.items() if status != 401} <= PUBLIC


async def test_a_plain_member_is_refused_everywhere_but_where_everyone_may(demo_mine: Mine) -> None:
    login = demo_mine.logins["member"]
    client = await demo_mine.sign_in(login.login, login.password)
    answered = {}
    for method, path in routes(demo_mine):
        if (method, path) not in PUBLIC | OF_ANYONE | BY_TOKEN:
            answered[method, path] = (await ask(client, method, path)).status_code
    assert {(await ask(client, *route)).status_code for route in BY_TOKEN} == {401}
    allowed = {route: status for route, status in answered.items() if status not in (400, 403, 404)}
    assert allowed == {}


async def test_no_answer_to_a_member_tells_whether_a_record_exists(demo_mine: Mine) -> None:
    login = demo_mine.logins["member"]
    client = await demo_mine.sign_in(login.login, login.password)
    answer = await client.get("/api/meetings/00000000-0000-0000-0000-000000000000")
    assert (answer.status_code, answer.json()["code"]) == (404, "row.not_found")


async def test_a_character_that_one_database_cannot_keep_is_refused_by_every_route_on_both(demo_mine: Mine) -> None:
    """U+0000 in a body, and in an address: never a fault of the server, never written."""
    office = await office_of(demo_mine)
    for method, path in routes(demo_mine):
        path = path.replace("{", "").replace("}", "")
        if method in ("get", "delete"):
            answer = await office.request(method, f"{path}?wanted=a%00b")
        elif path in TAKE_ANY_BYTES or path.startswith("/api/files/"):
            continue
        else:
            answer = await office.request(method, path, json={"reason": "不\0行", "text": "\0", "login": "\0"})
        assert (answer.status_code, answer.json()["code"]) == (400, "request.character"), (method, path, answer.text)
        assert answer.json()["remedy"]
    assert (await office.get("/api/meetings/a%00b")).json()["code"] == "request.character"


async def test_words_that_only_spell_out_the_escape_are_taken(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    answer = await office.post("/api/held/none/discard", json={"reason": "写作 \\u0000"})
    assert answer.json()["code"] == "row.not_found"
