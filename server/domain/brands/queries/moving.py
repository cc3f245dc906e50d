"""What the office does about brands: review, naming, promotion, the yearly re-check; and the picture of a brand."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.brands import rules
from server.domain.brands.policy import MOVING
from server.domain.brands.queries.reading import find_brand
from server.domain.brands.schemas import BrandMoveIn
from server.domain.files import Kept, Small, attach, keep_file
from server.kit.clock import local_day
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER, who
from server.kit.problems import rights_missing, row_not_found
from server.replication import Replication, Unit


async def move(replication: Replication, actor: Actor, brand: str, asked: BrandMoveIn) -> str:
    """Takes a step of the office; gives the state. Problem as `Moving.decide` has it."""

    async def decided(unit: Unit, _: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        return asked.text.strip(), _made(asked.move, local_day(unit.now_ms, unit.settings.timezone))

    return await MOVING.decide(replication, actor, brand, asked, decided)


def _made(move: str, today: str) -> dict[str, Any]:
    """What else of a brand changes with a step: a name holds for a year, and so does a re-check."""
    if move == "give_name":
        return {"named_on": today, "recheck_on": rules.next_recheck(today)}
    return {"recheck_on": rules.next_recheck(today)} if move == "renew" else {}


SMALL = Small(240, 5_000)
"""A named brand is on every phone, its picture too: that of 33 branches together weighs no more than what phones carry of stories."""


def picture_columns(kept: Kept) -> dict[str, str]:
    """What a brand says of its picture."""
    return {"picture": kept.id, "small": base64.b64encode(kept.small).decode()}


async def put_picture(replication: Replication, actor: Actor, brand_id: str, body: bytes) -> str:
    """Keeps the picture of a brand, from its owners or the office; gives its state. Problem 404, 403, files.size, files.unusable."""
    record = await find_brand(replication.database.fetch, brand_id)
    owners = (record["owner"], *msgspec.json.decode(record["branches"]))
    if who(actor, owners).isdisjoint({OWNER, OFFICE}):
        raise rights_missing("品牌的图片由创建组织的班子成员和党群工作部上传。")
    kept = await keep_file(replication, body, small=SMALL)
    async with replication.write(actor.account, "brand picture", lock=["site"]) as unit:
        brand = (await unit.load("brand", [brand_id])).get(brand_id)
        if brand is None:
            raise row_not_found("没有这个品牌。")
        attach(unit, actor, kept, "photo")
        if brand["picture"]:
            unit.delete("file_asset", brand["picture"])
        unit.put("brand", brand_id, picture_columns(kept))
    return brand["state"]
