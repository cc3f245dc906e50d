"""What phones may ask, without a network too: to say something."""

from collections.abc import Iterable

from server.domain.opinions import rules
from server.domain.opinions.rules import Sent
from server.kit.identity import Actor
from sync.mutation import Mutation, Refusal, Rejected, reject
from sync.plan import Intent, Need, Turn, World


def _needs_send(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("opinion", (mutation.row,))


def _send(turn: Turn[Actor]) -> None:
    """Puts it into the box. Sent again in another log it was taken then; and nobody writes over another's."""
    sent: Sent = turn.asked
    if known := turn.world.get("opinion", turn.mutation.row):
        if known.values["person"] != turn.actor.person:
            raise Rejected(Refusal("opinions.not_own", "没有存下", "这一条不能这样写入。", "请重新写一条。"))
        return
    reject(rules.sent_fault(sent))
    said = {"kind": sent.kind, "text": sent.text.strip(), "about": sent.about.strip(), "route": sent.route if sent.named else ""}
    who = {"person": turn.actor.person, "is_named": sent.named, "by_name": turn.actor.name if sent.named else ""}
    turn.put("opinion", turn.mutation.row, {**said, **who, "state": "waiting", "sent_at": rules.shown_since(turn.now_ms, sent.named)})


INTENTS = (Intent("opinion.send.v1", _needs_send, _send, Sent, needs_by_rows=False, is_private=True),)
