"""What a phone may leave out of a request: most of the chain's end, most of a scope's name, and what the server would assume anyway."""

from typing import Any

from sync.wire import short_name
from tests.api.test_sync import phone_of
from tests.mine import Mine


def brief(request: dict[str, Any]) -> dict[str, Any]:
    """The request as phones send it."""
    cursors = {short_name(scope): cursor for scope, cursor in request["cursors"].items()}
    return {"protocol": 1, "log": request["log"], "head": request["head"][:16], "mutations": request["mutations"], "cursors": cursors}


async def test_a_brief_request_is_taken_and_answered_with_no_more_than_the_news(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    await phone.sync()
    edit = phone.set(meeting, place="另一个会议室")
    answer = (await phone.post(brief(phone.request()))).json()
    assert ([one["result"] for one in answer["outcomes"]], answer["acked"]) == (["applied"], edit)
    assert answer["drop"] == []
    assert {block["table"] for page in answer["scopes"].values() for block in page["blocks"]} <= {"meeting", "obligation"}
    assert all(page["from"] == phone.cursors[scope] for scope, page in answer["scopes"].items())


async def test_a_scope_that_ended_is_dropped_by_the_name_it_was_given(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    request = phone.request() | {"cursors": phone.cursors | {"branch:018f7a00-0000-7000-8000-00000000aaaa": 7}}
    answer = (await phone.post(brief(request))).json()
    assert answer["drop"] == ["branch:0000aaaa"]


async def test_the_beginning_of_another_chain_is_told_apart_and_too_little_of_it_proves_nothing(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    request = phone.request()
    for head in ("0" * 16, request["head"][:8], request["head"][:16] + "0" * 48):
        answer = await phone.post({**request, "head": head})
        assert (answer.status_code, answer.json()["code"]) == (409, "sync.fork"), head
    assert (await phone.post({**request, "head": request["head"][:16]})).status_code == 200
