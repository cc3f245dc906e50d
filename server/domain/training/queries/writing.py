"""The office writes down contests with their results, courses with their sessions, mentor pairs, and what the layers are."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from server.domain.audit import note_change
from server.domain.facts import branch_on
from server.domain.organisation import today_of
from server.domain.training import rules
from server.domain.training.queries.drawing import REACHED, reached_branches
from server.domain.training.schemas import ContestIn, ContestResultIn, CourseIn, LayerIn, LayerOut, PairIn, TrainingSessionIn
from server.kit.identity import Actor
from server.kit.problems import Problem, refused_by_rule, row_not_found
from server.replication import Replication, Unit
from sync.mutation import Refusal

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


_FOR_WHOM = {table: f'select "branches" from "{table}" where "id" = {{}}' for table in ("course", "training_session")}


async def _locks(replication: Replication, table: str, row: str) -> list[str]:
    """The scopes in which a course or session is marked, with the site's: what a branch marks meanwhile waits, and then follows."""
    async with replication.database.read():
        rows = await replication.database.fetch(_FOR_WHOM[table], row) if table in _FOR_WHOM else []
    return ["site", *(f"branch:{branch}" for found in rows for branch in msgspec.json.decode(found["branches"]))]


def _edited(unit: Unit, actor: Actor) -> dict[str, Any]:
    return {"edited_by": actor.account, "edited_at": unit.now_ms}


async def _at(unit: Unit, table: str, row: str, rev: int) -> dict[str, Any] | None:
    """The row as it stands, if it stands as it was seen. Problem 409 `training.changed`."""
    known = (await unit.load(table, [row])).get(row)
    if (known["rev"] if known else 0) != rev:
        raise Problem("training.changed", "内容已有变化", "您打开以后，别的同志改过。", "请刷新后再改。", 409)
    return known


async def keep_contest(replication: Replication, actor: Actor, contest: str, asked: ContestIn) -> None:
    """Writes a contest down; its results follow a corrected name or day. Problem 400 names the field, 403 for the day of an own rank, 409."""
    async with replication.write(actor.account, "contest", lock=["site"]) as unit:
        known = await _at(unit, "contest", contest, asked.rev)
        trades = [one.strip() for one in asked.trades]
        refuse(rules.contest_fault(asked.title, asked.held_on, trades, today_of(replication)))
        results = await unit.where("contest_result", "contest", [contest])
        if known and known["held_on"] != asked.held_on:
            refuse(rules.own_fault(actor, [row["member"] for row in results.values()]))
        if missing := {row["trade"] for row in results.values()} - set(trades):
            detail = f"还有人在{'、'.join(sorted(missing))}得了名次。"
            raise Problem("training.trades", "这个工种已有名次", detail, "请保留，或先删去名次。", 400, "trades")
        told = {"title": asked.title.strip(), "held_on": asked.held_on}
        by = {**_edited(unit, actor), "edited_by_name": actor.name}
        unit.put("contest", contest, {**told, "trades": trades, "note": asked.note.strip(), **by})
        for result in results:
            unit.put("contest_result", result, told)


async def keep_result(replication: Replication, actor: Actor, contest: str, asked: ContestResultIn) -> None:
    """Writes a rank down. Problem 404, 400 for a trade that is none or someone in no branch then, 403 for one's own."""
    refuse(rules.own_fault(actor, {asked.member}))
    async with replication.write(actor.account, "contest result", lock=["site"]) as unit:
        row = (await unit.load("contest", [contest])).get(contest)
        member = (await unit.load("member", [asked.member])).get(asked.member)
        if row is None or member is None:
            raise row_not_found("没有这次比武，或花名册里没有这个人。")
        if asked.trade not in row["trades"]:
            raise Problem("training.trade", "没有这个工种", "这次比武没有这个工种。", "请先在比武里加上工种。", 400, "trade")
        branch = branch_on(row["held_on"], (await unit.where("membership", "member", [asked.member])).values())
        if branch is None:
            raise Problem("training.member", "当天不在任何党支部", "按花名册，这名党员当天不在任何党支部。", "请核对人员和日期。", 400, "member")
        who = {"member": asked.member, "name": member["name"], "branch": branch, "trade": asked.trade, "rank": asked.rank}
        by = {"entered_by": actor.account, "entered_by_name": actor.name, "entered_at": unit.now_ms}
        about = {"contest": contest, "title": row["title"], "held_on": row["held_on"]}
        result = rules.result_id(contest, asked.trade, asked.member)
        unit.put("contest_result", result, {**about, **who, **by})
        unit.restore("contest_result", result)


async def drop_result(replication: Replication, actor: Actor, result: str) -> None:
    """Takes a rank away: it counts no longer. Problem 404, 403 for one's own."""
    async with replication.write(actor.account, "contest result dropped", lock=["site"]) as unit:
        row = (await unit.load("contest_result", [result])).get(result)
        if row is None:
            raise row_not_found("没有这个名次。")
        refuse(rules.own_fault(actor, {row["member"]}))
        unit.delete("contest_result", result)


async def drop_pair(replication: Replication, actor: Actor, pair: str) -> None:
    """Takes a pair away that was written down by mistake: it counts no longer. Problem 404, 403 for one's own."""
    async with replication.write(actor.account, "mentor pair dropped", lock=["site"]) as unit:
        row = (await unit.load("mentor_pair", [pair])).get(pair)
        if row is None:
            raise row_not_found("没有这对师徒。")
        refuse(rules.own_fault(actor, {row["mentor"], row["apprentice"]}))
        unit.delete("mentor_pair", pair)


_BELOW = {"contest": ("contest_result", "contest"), "course": ("training_session", "course"), "training_session": ("training_mark", "session")}
"""What may be dropped, and the table and column of what must not hang on it."""


async def drop_empty(replication: Replication, actor: Actor, table: str, row: str) -> None:
    """Takes away a contest without ranks, a course without sessions, a session without marks. Problem 404, 409."""
    async with replication.write(actor.account, f"{table} dropped", lock=await _locks(replication, table, row)) as unit:
        if row not in await unit.load(table, [row]):
            raise row_not_found("没有这一项，或已经删去。")
        if await unit.where(*_BELOW[table], [row]):
            raise Problem("training.in_use", "下面还有记录", "已经有名次、场次或点名，不能删去。", "请先处理下面的记录。", 409)
        unit.delete(table, row)


async def keep_course(replication: Replication, actor: Actor, course: str, asked: CourseIn) -> None:
    """Writes a course down; its sessions follow, those that were held keep whom they were for. Problem 400 names the field, 409."""
    async with replication.write(actor.account, "course", lock=await _locks(replication, "course", course)) as unit:
        known = await _at(unit, "course", course, asked.rev)
        layer = (await unit.load("training_choice", [rules.choice_id(asked.layer)])).get(rules.choice_id(asked.layer))
        if layer is None or layer["is_off"] or not asked.title.strip():
            raise Problem("training.course", "课程没有写全", "要写明课程名称和层级。", "请补上名称，选择层级。", 400, "title")
        reach = layer["reach"]
        branches = await reached_branches(unit.fetch, reach, asked.org)
        if not branches:
            raise Problem("training.org", "这个组织办不了这一层级的培训", "按层级，这门课没有面向的党支部。", "请重新选择组织或层级。", 400, "org")
        told = {"layer": asked.layer, "reach": reach, "title": asked.title.strip(), "branches": branches}
        more = {"org": asked.org, "subject": asked.subject.strip(), "closed_on": asked.closed_on}
        unit.put("course", course, {**told, **more, **_edited(unit, actor)})
        sessions, today = await unit.where("training_session", "course", [course]), today_of(replication)
        same = known is not None and (known["layer"], known["org"]) == (asked.layer, asked.org)
        for key, session in sessions.items():
            stays = {"branches": session["branches"]} if same and session["held_on"] < today else {}
            unit.put("training_session", key, told | stays)
        for mark in await unit.where("training_mark", "session", sessions):
            unit.put("training_mark", mark, {"title": told["title"]})


async def keep_session(replication: Replication, actor: Actor, course: str, session: str, asked: TrainingSessionIn) -> None:
    """Writes a session down; marks that are there follow its day. Problem 404, 400, 403 for the day of an own mark."""
    async with replication.write(actor.account, "training session", lock=await _locks(replication, "course", course)) as unit:
        row = (await unit.load("course", [course])).get(course)
        if row is None:
            raise row_not_found("没有这门课程。")
        refuse(rules.session_fault(row["title"], asked.held_on, today_of(replication)))
        marks = await unit.where("training_mark", "session", [session])
        if any(mark["held_on"] != asked.held_on for mark in marks.values()):
            refuse(rules.own_fault(actor, [mark["member"] for mark in marks.values()]))
        about = {"course": course, **{name: row[name] for name in ("title", "layer", "reach", "branches")}}
        unit.put("training_session", session, {**about, **msgspec.structs.asdict(asked), **_edited(unit, actor)})
        for mark in marks:
            unit.put("training_mark", mark, {"held_on": asked.held_on})


async def keep_pair(replication: Replication, actor: Actor, pair: str, asked: PairIn) -> None:
    """Writes a mentor pair down. Problem 404, 400 names the field, 403 for one's own, 409."""
    refuse(rules.own_fault(actor, {asked.mentor, asked.apprentice}))
    async with replication.write(actor.account, "mentor pair", lock=["site"]) as unit:
        known = await _at(unit, "mentor_pair", pair, asked.rev)
        if known:
            refuse(rules.own_fault(actor, {known["mentor"], known["apprentice"]}))
        members = await unit.load("member", sorted({asked.mentor, asked.apprentice} - {""}))
        if asked.mentor not in members or (asked.apprentice and asked.apprentice not in members):
            raise row_not_found("花名册里没有这个人。")
        names = {"mentor_name": members[asked.mentor]["name"]}
        names["apprentice_name"] = members[asked.apprentice]["name"] if asked.apprentice else asked.apprentice_name.strip()
        told = {name: value.strip() if isinstance(value, str) else value for name, value in msgspec.structs.asdict(asked).items() if name != "rev"}
        told |= names | {"branch": members[asked.mentor]["branch"]}
        refuse(rules.pair_fault(told, today_of(replication)))
        unit.put("mentor_pair", pair, told | _edited(unit, actor) | {"edited_by_name": actor.name})


async def keep_layer(replication: Replication, actor: Actor, key: str, asked: LayerIn) -> LayerOut:
    """Defines a layer of courses, with a reason. Problem 400 for a key that cannot be."""
    if not _KEY.fullmatch(key) or not asked.title.strip():
        raise Problem("training.layer", "不能这样定义", "代号要用小写字母开头，名称不能为空。", "请改正后重试。", 400, "key")
    row = rules.choice_id(key)
    async with replication.write(actor.account, "training layer", lock=["site"]) as unit:
        others = await unit.where("training_choice", "reach", list(REACHED))
        known = others.get(row)
        said: dict[str, Any] = {"title": asked.title.strip(), "reach": asked.reach, "is_confirmed": asked.is_confirmed, "is_off": asked.is_off}
        values = {"key": key, "place": known["place"] if known else len(others), **said}
        unit.put("training_choice", row, values)
        changes = {name: ((known or {}).get(name), value) for name, value in said.items()}
        await note_change(replication, actor.account, "choice", row, said["title"], changes, asked.reason)
    return msgspec.convert(values, LayerOut)


def refuse(fault: Refusal | None) -> None:
    """Raises what is wrong, if anything is."""
    if fault:
        raise refused_by_rule(fault)
