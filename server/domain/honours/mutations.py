"""What phones may ask: someone agrees to a story about them, does not, or takes the consent back. With or without a network."""

from collections.abc import Iterable

from server.domain.honours import rules
from server.domain.honours.rules import Consenting
from server.kit.identity import Actor
from sync.mutation import Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World


def _needs(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("story_consent", (mutation.row,))
    if consent := world.get("story_consent", mutation.row):
        story = consent.values["story"]
        yield Need("story", (story,))
        yield Need("story_step", (story,), "story")
        yield Need("story_page", (story,), "story")


def _answer(turn: Turn[Actor]) -> None:
    """Who withdraws, or does not agree any more, is obeyed in the same transaction: at the next sync no phone has the page."""
    said: Consenting = turn.asked
    consent = turn.row("story_consent", turn.mutation.row)
    if not turn.actor.member or consent.values["member"] != turn.actor.member:
        raise Rejected(Refusal("honours.story_not_own", "问的不是您", "同意不同意，由本人回答。", "请本人登录后回答。"))
    if fault := rules.answer_fault(None if consent.deleted else consent.values, said.answer):
        raise Rejected(fault)
    if rules.is_same(consent.values, said.answer):
        return
    by = {"way": "phone", "answered_at": turn.now_ms, "answered_by_name": turn.actor.name, "note": said.note.strip()}
    turn.put("story_consent", consent.id, {"state": said.answer, **by})
    story = turn.row("story", consent.values["story"])
    if said.answer != "given" and story.values["state"] == "published":
        _take_down(turn, story)
    _note(turn, story, said)


def _take_down(turn: Turn[Actor], story: Row) -> None:
    turn.put("story", story.id, {"state": "withdrawn"})
    for page in turn.world.where("story_page", "story", story.id):
        turn.put("story_page", page.id, rules.BLANK)
        turn.delete("story_page", page.id)


def _note(turn: Turn[Actor], story: Row, said: Consenting) -> None:
    place = 1 + len(turn.world.where("story_step", "story", story.id))
    by = {"at": turn.now_ms, "by": turn.actor.account, "by_name": turn.actor.name}
    turn.put("story_step", rules.step_id(story.id, place), {"story": story.id, "place": place, "act": said.answer, "text": said.note.strip(), **by})


INTENTS = (Intent("story.consent.v1", _needs, _answer, Consenting, locks=frozenset({"site"})),)
