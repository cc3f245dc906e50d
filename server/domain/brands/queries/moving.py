"""What the office does about brands: review, naming, promotion, the yearly re-check; and the picture of a brand."""

from __future__ import annotations

import base64
from typing import Any

import msgspec

from server.domain.brands import rules
from server.domain.brands.queries.reading import find_brand
from server.domain.brands.schemas import BrandMoveIn
from server.domain.files import attach, keep_file
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER, who
from server.kit.problems import Problem, refused_by_rule, rights_missing, row_not_found
from server.replication import Replication
from sync.plan import Need


async def move(replication: Replication, actor: Actor, brand_id: str, asked: BrandMoveIn) -> str:
    """Takes a step of the office over the story that was seen; gives the state.

    Problem 404; 403 for what is not theirs, own cases too; 409 if it went on; 400 naming the field that a move needs.
    """
    found = await replication.store.load(Need("brand", (brand_id,)))
    if not found or found[0].deleted:
        raise row_not_found("没有这个品牌。")
    owners = (found[0].values["owner"], *found[0].values["branches"])
    async with replication.write(actor.account, f"brand {asked.move}", lock=["site"]) as unit:
        brand = (await unit.load("brand", [brand_id]))[brand_id]
        fault = rules.LIFECYCLE.fault(asked.move, brand["state"], who(actor, owners), msgspec.structs.asdict(asked))
        if fault:
            raise refused_by_rule(fault)
        steps = await unit.where("brand_step", "brand", [brand_id])
        if (max(steps.values(), key=lambda one: one["place"])["id"] if steps else "") != asked.seen:
            raise Problem("brands.changed", "情况已有变化", "您看过之后，又有了新的情况。", "请刷新后按最新的情况办理。", 409)
        today = local_day(unit.now_ms, unit.settings.timezone)
        state = rules.LIFECYCLE.after(asked.move, brand["state"])
        by = {"at": unit.now_ms, "by": actor.account, "by_name": actor.name, "on": today, "text": asked.text.strip()}
        step = {"brand": brand_id, "branches": brand["branches"], "place": len(steps) + 1, "act": asked.move}
        unit.put("brand_step", rules.decision_id(asked.seen or brand_id, asked.move), step | by)
        unit.put("brand", brand_id, {"state": state} | _made(asked.move, today))
    return state


def _made(move: str, today: str) -> dict[str, Any]:
    """What else of a brand changes with a step: a name holds for a year, and so does a re-check."""
    if move == "give_name":
        return {"named_on": today, "recheck_on": rules.next_recheck(today)}
    return {"recheck_on": rules.next_recheck(today)} if move == "renew" else {}


async def put_picture(replication: Replication, actor: Actor, brand_id: str, body: bytes) -> str:
    """Keeps the picture of a brand, from its owners or the office; gives its state. Problem 404, 403, files.size, files.unusable."""
    record = await find_brand(replication.database.fetch, brand_id)
    owners = (record["owner"], *msgspec.json.decode(record["branches"]))
    if who(actor, owners).isdisjoint({OWNER, OFFICE}):
        raise rights_missing("品牌的图片由创建组织的班子成员和党群工作部上传。")
    kept = await keep_file(replication, body)
    async with replication.write(actor.account, "brand picture", lock=["site"]) as unit:
        brand = (await unit.load("brand", [brand_id])).get(brand_id)
        if brand is None:
            raise row_not_found("没有这个品牌。")
        attach(unit, actor, kept, "photo")
        if brand["picture"]:
            unit.delete("file_asset", brand["picture"])
        unit.put("brand", brand_id, {"picture": kept.id, "small": base64.b64encode(kept.small).decode()})
    return brand["state"]
