"""Imports a sealed file, and tells what became of each mutation in it; every import is kept, with who brought it."""

import uuid
from typing import Any

import msgspec

from server.domain.rescue import rules
from server.domain.rescue.queries.delivery import carry_out, plan_delivery
from server.domain.rescue.queries.keys import own_key, secret_of
from server.domain.rescue.schemas import Content, Draft, FaultOut, ImportedOut, ImportOut, ImportsOut, ItemOut, KeyOut, Step
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import insert_rows, to_json
from sync.mutation import Outcome, Stamp

IMPORTS_SHOWN = 50
_BEGIN = insert_rows(
    "rescue_import",
    ["id", "code", "account", "log", "first_mid", "last_mid", "app", "sealed_at", "imported_at", "imported_by", "drafts", "steps"],
)
_FINISH = 'update "rescue_import" set "taken" = {} where "id" = {}'
_IMPORTS = """select r."id", r."code", r."imported_at", r."sealed_at", r."taken", r."last_mid" - r."first_mid" + 1 as "known", r."app", r."log",
    r."first_mid", r."last_mid", r."drafts", r."steps", coalesce(m."name", a."name", '') as "author_name",
    coalesce(o."name", b."name", '') as "imported_by_name"
    from "rescue_import" r left join "account" a on a."id" = r."account" left join "member" m on m."id" = a."member"
    left join "account" b on b."id" = r."imported_by" left join "member" o on o."id" = b."member" """
_NEWEST = f'{_IMPORTS} order by r."imported_at" desc, r."id" desc limit {{}}'
_ONE = f'{_IMPORTS} where r."id" = {{}}'
_ITEMS = """select i."mid", i."name", i."row", i."body", i."outcome", coalesce(m."title", '') as "title", coalesce(m."kind", '') as "kind",
    coalesce(b."name", '') as "branch_name"
    from "sync_inbox" i left join "meeting" m on m."id" = i."row" left join "organisation" b on b."id" = m."branch"
    where i."log" = {} and i."mid" >= {} and i."mid" <= {} order by i."mid" """


class _Stamped(msgspec.Struct):
    at: Stamp | None = None


_read_stamp = msgspec.json.Decoder(_Stamped).decode
_read_outcome = msgspec.json.Decoder(Outcome).decode
_read_drafts = msgspec.json.Decoder(list[Draft]).decode
_read_steps = msgspec.json.Decoder(list[Step]).decode


async def key_for(replication: Replication, account: str) -> KeyOut:
    """What this account's phone needs, to be kept until there is no network."""
    key = await own_key(replication.database)
    return KeyOut(rules.base64url(rules.public_bytes(key)), rules.proof_of(secret_of(key), account))


async def import_file(replication: Replication, by: str, file: bytes) -> ImportOut:
    """Takes a sealed file in, on behalf of its author and with the author's rights of today; `by` is who brought it ('' for the command line).

    The same file once more changes nothing and tells the same outcomes. Raises Problem `rescue.*` where nothing was taken.
    """
    key = await own_key(replication.database)
    sealed = rules.sealed_in(file)
    content = rules.opened(key, sealed)
    account = rules.proven(secret_of(key), content.proof)
    delivery = await plan_delivery(replication, account, content)
    import_id = str(uuid.uuid4())
    await _note(replication, [import_id, rules.code_of(sealed), account, content.log, delivery.first, delivery.last], by, content)
    await carry_out(replication, account, content, delivery)
    await replication.database.fetch(_FINISH, len(delivery.fresh), import_id)
    return await load_import(replication, import_id)


async def _note(replication: Replication, named: list[Any], by: str, content: Content) -> None:
    """Written before anything is taken: an import that breaks off is in the list too, and what was not saved on the phone is kept."""
    drafts, steps = to_json(content.drafts), to_json(content.steps)
    record = [*named, content.app, content.sealed_at, replication.clock(), by, drafts, steps]
    async with replication.database.write():
        await replication.database.write_rows(_BEGIN, [record])


async def load_imports(replication: Replication) -> ImportsOut:
    """The newest imports."""
    records = await replication.database.fetch(_NEWEST, IMPORTS_SHOWN)
    return ImportsOut([_imported(record) for record in records])


async def load_import(replication: Replication, import_id: str) -> ImportOut:
    """One import with its outcomes as they stand in the inbox, but for private ones. Problem 404 `row.not_found`."""
    records = await replication.database.fetch(_ONE, import_id)
    if not records:
        raise row_not_found()
    record = records[0]
    items = await replication.database.fetch(_ITEMS, record["log"], record["first_mid"], record["last_mid"])
    return ImportOut(
        _imported(record),
        record["app"],
        record["log"],
        [_item(item) for item in items if item["name"] not in replication.private],
        _read_drafts(record["drafts"]),
        _read_steps(record["steps"]),
    )


def _imported(record: dict[str, Any]) -> ImportedOut:
    return ImportedOut(**{name: record[name] for name in ImportedOut.__struct_fields__})


def _item(record: dict[str, Any]) -> ItemOut:
    outcome = _read_outcome(record["outcome"])
    fault = outcome.problem
    told = FaultOut(fault.title, fault.detail, fault.remedy) if fault else None
    named = {name: record[name] for name in ("mid", "name", "row", "title", "kind", "branch_name")}
    return ItemOut(**named, made_at=_made_at(record["body"]), result=outcome.result, reason=outcome.reason, problem=told)


def _made_at(body: str) -> int | None:
    """When the phone's clock says that it was made; None for a mutation that nobody can read."""
    try:
        stamp = _read_stamp(body).at
    except msgspec.DecodeError:
        return None
    return stamp.wall if stamp else None
