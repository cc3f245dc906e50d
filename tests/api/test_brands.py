"""A brand is declared on a phone, named by the office, read by everyone, looked at again after a year; its picture, sheets in and out."""

import uuid
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import deputy_of, phone_of
from tests.engine.test_brand_rules import ROW, sheet
from tests.mine import Mine
from tests.workbooks import take

TODAY = "2026-11-16"
DECLARED: dict[str, Any] = {"name": "煤海尖兵", "meaning": "最难的面党员先上", "carrier": "党员先锋岗", "measures": "每季研究一次"}


def declare(phone: HttpPhone, owner: str, **changed: Any) -> tuple[str, int]:
    """A declaration written and sent on a phone; gives the brand and the number of the mutation that sends."""
    row = str(uuid.uuid4())
    phone.record("brand.set.v1", row, 0, {field: [None, value] for field, value in (DECLARED | changed).items()}, owner=owner)
    return row, step(phone, row, "declare")


def step(phone: HttpPhone, brand: str, move: str, text: str = "") -> int:
    return phone.record("brand.move.v1", str(uuid.uuid4()), brand=brand, move=move, on=TODAY, text=text)


async def decide(client: httpx.AsyncClient, brand: str, move: str, text: str = "") -> httpx.Response:
    """A step of the office over the story as it stands."""
    steps = (await client.get(f"/api/brands/{brand}")).json()["steps"]
    return await client.post(f"/api/brands/{brand}/move", json={"move": move, "seen": steps[-1]["step"] if steps else "", "text": text})


async def decided(client: httpx.AsyncClient, brand: str, move: str, text: str = "") -> str:
    answer = await decide(client, brand, move, text)
    assert answer.status_code == 200, answer.text
    return answer.json()["state"]


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), "#a8201a").save(out, "PNG")
    return out.getvalue()


async def test_a_brand_is_its_owners_until_it_is_named_and_then_everyones(demo_mine: Mine) -> None:
    phone, member, office = await phone_of(demo_mine), await phone_of(demo_mine, "member"), await office_of(demo_mine)
    brand, sent = declare(phone, phone.branch())
    await phone.sync()
    assert phone.result(sent) == "applied"
    silent = await decide(office, brand, "return")
    assert (silent.status_code, silent.json()["field"]) == (400, "text")
    assert await decided(office, brand, "accept") == "cultivating"
    told = step(phone, brand, "tell", "责任区零三违")
    await phone.sync()
    rev = phone.rows["brand"][brand]["rev"]
    results = phone.record("brand.set.v1", brand, rev, {"results": ["", "责任区连续安全生产"]}, owner=phone.branch())
    renamed = phone.record("brand.set.v1", brand, rev, {"name": [DECLARED["name"], "别的"]}, owner=phone.branch())
    await phone.sync()
    assert (phone.result(told), phone.result(results), phone.outcomes[renamed]["reason"]) == ("applied", "applied", "brands.filed")
    assert await decided(office, brand, "review") == "reviewed"
    await member.sync()
    assert brand not in member.rows.get("brand", {})

    assert (await phone.client.put(f"/api/brands/{brand}/picture", content=picture())).status_code == 200
    assert (await member.client.get(f"/api/brands/{brand}/picture")).status_code == 404
    assert (await member.client.put(f"/api/brands/{brand}/picture", content=picture())).status_code == 403
    assert (await member.client.get(f"/api/brands/{brand}/paper")).status_code == 404
    assert (await phone.client.put(f"/api/brands/{brand}/picture", content=b"no picture")).json()["code"] == "files.unusable"
    assert await decided(office, brand, "give_name") == "named"
    await demo_mine.drain()
    await member.sync()
    row = member.rows["brand"][brand]
    assert (row["standing"], row["named_on"], row["recheck_on"]) == ("current", TODAY, "2027-11-16")
    assert row["small"] and not member.rows.get("brand_step")
    paper = await member.client.get(f"/api/brands/{brand}/paper")
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF"), paper.text
    shown = await member.client.get(f"/api/brands/{brand}/picture")
    assert shown.status_code == 200 and shown.headers["content-type"] == "image/jpeg"
    assert await decided(office, brand, "promote") == "promoted"
    await is_told_elsewhere(office, brand, phone.branch())
    assert await decided(office, brand, "revoke", "弄虚作假") == "withdrawn"
    await member.sync()
    assert brand not in member.rows.get("brand", {})


async def test_what_waits_for_its_name_is_not_changed_by_deciding_a_conflict(demo_mine: Mine) -> None:
    phone, office = await phone_of(demo_mine), await office_of(demo_mine)
    deputy = await deputy_of(demo_mine, phone.branch())
    brand, _ = declare(phone, phone.branch())
    await phone.sync()
    assert await decided(office, brand, "accept") == "cultivating"
    await phone.sync()
    await deputy.sync()
    for one, words in ((phone, "责任区零三违"), (deputy, "全矿第一")):
        one.record("brand.set.v1", brand, one.rows["brand"][brand]["rev"], {"results": ["", words]}, owner=phone.branch())
        await one.sync()
    (clash,) = [one for one in deputy.rows["conflict"].values() if one["row"] == brand]
    long = deputy.record("conflict.resolve.v1", clash["id"], clash["rev"], choose="value", value={"name": "长" * 61})
    assert await decided(office, brand, "review") == "reviewed"
    late = deputy.record("conflict.resolve.v1", clash["id"], clash["rev"], choose="value", value={"results": "没有人看过的话"})
    await deputy.sync()
    assert (deputy.outcomes[long]["reason"], deputy.outcomes[late]["reason"]) == ("conflict.fields", "locked")
    assert (await office.get(f"/api/brands/{brand}")).json()["brand"]["results"] == "责任区零三违"


async def is_told_elsewhere(office: httpx.AsyncClient, brand: str, branch: str) -> None:
    """In a workbook, in the search and in the ledger."""
    (line,) = (await take(office, "/api/brands/export")).page("支部品牌")
    assert (line["品牌名称"], line["阶段"], line["状态"]) == ("煤海尖兵", "已推广", "有效")
    assert brand in str((await office.get("/api/search", params={"q": "煤海尖兵"})).json())
    ledger = (await office.get(f"/api/ledger/{branch}", params={"period": "2026"})).json()
    (section,) = [one for one in ledger["sections"] if one["name"] == "brands"]
    assert [one["ref"] for one in section["lines"]] == [brand]


async def test_a_sheet_of_brands_is_taken_and_an_old_name_is_due_to_be_looked_at(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    content = sheet([*ROW[:6], "2025-11-01"], ["综采一区党支部", *ROW[1:6], ""], ["没有的党支部", *ROW[1:]])
    tried = (await office.post("/api/brands/import", params={"dry_run": True}, content=content)).json()
    assert (tried["added"], len(tried["problems"])) == (2, 1)
    assert (await office.get("/api/brands")).json()["items"] == []
    assert (await office.post("/api/brands/import", content=content)).json()["added"] == 2
    assert (await office.post("/api/brands/import", content=content)).json()["known"] == 2
    assert (await office.post("/api/brands/import/problems", content=content)).content.startswith(b"PK")
    (late,) = (await office.get("/api/brands", params={"colour": "red"})).json()["items"]
    assert (late["owner_name"], late["standing"], late["recheck_on"]) == ("选煤中心党总支", "recheck_overdue", "2026-11-01")
    silent = await decide(office, late["brand"], "renew")
    assert silent.json()["code"] == "lifecycle.missing"
    assert await decided(office, late["brand"], "renew", "现场查看，载体还在用") == "named"
    await demo_mine.drain()
    (again,) = (await office.get("/api/brands", params={"list": "named"})).json()["items"]
    assert (again["standing"], again["recheck_on"]) == ("current", "2027-11-16")


async def test_whoever_has_no_post_there_declares_nothing(demo_mine: Mine) -> None:
    member = await phone_of(demo_mine, "member")
    (branch,) = await demo_mine.database.fetch("""select "id" from "organisation" where "name" = '综采一区党支部' """)
    brand, sent = declare(member, branch["id"])
    await member.sync()
    assert [member.outcomes[mid]["reason"] for mid in (sent - 1, sent)] == ["rights", "depends"]
    assert (await member.client.get("/api/brands")).status_code == 403
    assert (await member.client.get(f"/api/brands/{brand}/picture")).status_code == 404
