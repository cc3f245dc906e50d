"""Keeps the index and asks it."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from server.domain.search import rules
from server.domain.search.rules import Ask
from server.domain.search.schemas import GroupOut, HitOut, SearchOut
from server.kit.database import Database
from server.replication import KINDS, SEARCH, Document, Replication, Unit
from server.replication.store import in_list, insert, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]

AT_ONCE = 100
"""Places that are looked at together."""
RANKED_AT_MOST = 300
"""So many names that hold the words are put in the order of their nearness; of more the pages go by place."""
FILED_AT_ONCE = 200
"""What is found for a file before it is written."""
_COLUMNS = ["id", "about", "kind", "sort", "place", "title", "text", "also", "route", "org", "at", "digest"]
_TYPES = [*["text"] * 4, "bigint", *["text"] * 5, "bigint", "text"]
_KEEP = insert("search_document", _COLUMNS, _TYPES)
_KEEP_WORDS = {
    "sqlite": 'insert into "search_words" (rowid, "words") select value->>0, value->>1 from json_each({})',
    "postgres": """insert into "search_words" ("rowid", "words") select (value->>0)::bigint, array_to_tsvector(string_to_array(value->>1, ' '))
        from jsonb_array_elements({}::jsonb)""",
}
_NUMBERS = {
    "sqlite": "in (select value from json_each({}))",
    "postgres": "in (select value::bigint from jsonb_array_elements_text({}::jsonb))",
}
_KNOWN = joined('select "id", "about", "place", "digest" from "search_document" where', in_list("about"))
_TAKEN = {kind: f'select "place" from "search_document" where "place" {text}' for kind, text in _NUMBERS.items()}
_FORGET = {kind: f'delete from "search_document" where "place" {text}' for kind, text in _NUMBERS.items()}
_FORGET_WORDS = {kind: f'delete from "search_words" where rowid {text}' for kind, text in _NUMBERS.items()}
_NEAR = 8
"""Places after a wanted one that are looked at for whether they are free: of one instant and chance there are never so many."""
# PostgreSQL would else walk through places in their order and look at each one's tokens: right for a common word, endless for a rare one.
_FOUND = {
    "sqlite": 'select rowid as "place" from "search_words" where "search_words" match {} and rowid >= {} and rowid < {} order by rowid desc limit {}',
    "postgres": """with "found" as materialized (select "rowid" as "place" from "search_words" where "words" @@ cast({} as tsquery))
        select "place" from "found" where "place" >= {} and "place" < {} order by "place" desc limit {}""",
}
# How often tokens come together PostgreSQL cannot know; where it guesses that it is often, it would read every document.
_BY_THE_INDEX = "select set_config('enable_seqscan', 'off', true)"
_DOCUMENTS = {
    kind: f"""select d."id", d."kind", d."sort", d."place", d."title", d."text", d."also", d."route", d."org", o."name" as "org_name", d."at"
        from "search_document" d left join "organisation" o on o."id" = d."org" where d."place" {text} order by d."place" desc"""
    for kind, text in _NUMBERS.items()
}
_BELOW = """select b."id" from "organisation" b left join "organisation" p on p."id" = b."parent"
    where b."kind" = 'branch' and not b."deleted" and (b."parent" = {} or p."parent" = {}) order by b."id" """
_KIND_OF = 'select "kind" from "organisation" where "id" = {}'


# --- Keeping


async def draw(unit: Unit, keys: list[str]) -> None:
    """Makes the index what the rows of these requests (`name:row`) say now; what is as it should be is not written."""
    wanted = {document.id: (about, document) for about, document in await _documents(unit, keys)}
    known = {record["id"]: record for record in await unit.fetch(_KNOWN, to_json(keys))}
    digests = {key: _digest(about, document) for key, (about, document) in wanted.items()}
    changed = [key for key, digest in digests.items() if key not in known or known[key]["digest"] != digest]
    await _forget(unit.fetch, [record["place"] for key, record in known.items() if key in changed or key not in wanted])
    await _keep(unit.fetch, [(*wanted[key], digests[key]) for key in changed])


async def _documents(unit: Unit, keys: Iterable[str]) -> list[tuple[str, Document]]:
    """(request, document); what no part declares any more says nothing. A document's id stands alone in all kinds."""
    rows: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        name, _, row = key.partition(":")
        rows[name].append(row)
    found: list[tuple[str, Document]] = []
    for name, asked in rows.items():
        if name in unit.findable:
            told = await unit.findable[name].read(unit.fetch, asked)
            found += [(f"{name}:{row}", msgspec.structs.replace(one, id=f"{one.kind}:{one.id}")) for row, one in told]
    return found


def _digest(about: str, document: Document) -> str:
    told = msgspec.structs.replace(document, seen_by=frozenset())
    return sha256(to_json([about, told, sorted(document.seen_by)]).encode()).hexdigest()


async def _forget(fetch: Fetch, places: Sequence[int]) -> None:
    if places:
        await fetch(_FORGET_WORDS, to_json(places))
        await fetch(_FORGET, to_json(places))


async def _keep(fetch: Fetch, documents: Sequence[tuple[str, Document, str]]) -> None:
    if not documents:
        return
    wanted = [rules.place_of(document) for _, document, _ in documents]
    near = [place + step for place in wanted for step in range(_NEAR)]
    taken = [record["place"] for record in await fetch(_TAKEN, to_json(near))]
    places = rules.free_places(wanted, taken)
    rows = [_stored(about, one, place, digest) for place, (about, one, digest) in zip(places, documents, strict=True)]
    await fetch(_KEEP, to_json(rows))
    await fetch(_KEEP_WORDS, to_json([[place, " ".join(rules.tokens_of(one))] for place, (_, one, _) in zip(places, documents, strict=True)]))


def _stored(about: str, one: Document, place: int, digest: str) -> list[Any]:
    return [one.id, about, one.kind, one.sort, place, one.title, one.text, one.also, one.route, one.org, one.at_ms, digest]


async def is_empty(database: Database) -> bool:
    """Whether nothing at all is in the index."""
    return not await database.fetch('select 1 from "search_document" limit 1')


async def request_all(replication: Replication, anew: bool) -> None:
    """Requests every document of every part; `anew` throws the index away first."""
    async with replication.write(None, "request search") as unit:
        if anew:
            await unit.fetch('delete from "search_words"')
            await unit.fetch('delete from "search_document"')
        for findable in replication.findable.values():
            await unit.mark_found(SEARCH, findable.all_keys())


async def count_documents(database: Database) -> int:
    """How many documents are in the index."""
    (found,) = await database.fetch('select count(*) as "documents" from "search_document"')
    return found["documents"]


# --- Asking


class Asked(NamedTuple):
    """A question: what was typed, by whom (words of `replication.audience`), and what narrows it down.

    Instants in epoch ms, `until_ms` is the first that is no longer meant. `below` is the place after which to go on.
    """

    typed: str
    who: frozenset[str]
    kinds: Sequence[str] = KINDS
    org: str = ""
    since_ms: int | None = None
    until_ms: int | None = None
    below: int | None = None


async def search(replication: Replication, asked: Asked, limit: int) -> SearchOut:
    """Of each kind the newest so many documents that hold all words and that the person may open."""
    words, fetch = rules.words_of(asked.typed), replication.database.fetch
    if not words:
        return SearchOut([], [])
    async with replication.database.read():
        if replication.database.kind == "postgres":
            await fetch(_BY_THE_INDEX)
        orgs = await _organisations(fetch, asked.org)
        groups = rules.groups_of(words, asked.who, orgs)
        kinds = [kind for kind in asked.kinds if _is_meant(kind, asked) and (kind in rules.UNDATED or not rules.of_names(words))]
        found = [await _group(replication, kind, _ask(groups, kind, asked), words, limit) for kind in kinds]
    return SearchOut(list(words), [group for group in found if group.hits])


async def hit_rows(replication: Replication, asked: Asked) -> AsyncIterator[list[list[Any]]]:
    """What was found, kind by kind and the newest first, as rows of a sheet; of each kind no more than one file holds."""
    for kind in asked.kinds:
        taken, one = 0, asked._replace(kinds=(kind,))
        while (found := await search(replication, one, FILED_AT_ONCE)).groups and taken < rules.FILED_AT_MOST:
            (group,) = found.groups
            yield [rules.hit_row(hit) for hit in group.hits]
            taken += len(group.hits)
            if group.next is None:
                break
            one = one._replace(below=int(group.next))


def _is_meant(kind: str, asked: Asked) -> bool:
    """What has no day lies in no period."""
    return kind not in rules.UNDATED or (asked.since_ms is None and asked.until_ms is None)


def _ask(groups: tuple[tuple[str, ...], ...], kind: str, asked: Asked) -> Ask:
    above = rules.first_place(kind, rules.seconds_of(asked.since_ms))
    end = rules.end_of(kind) if asked.until_ms is None else rules.first_place(kind, rules.seconds_of(asked.until_ms))
    return Ask(groups, above, end if asked.below is None else min(end, asked.below))


async def _organisations(fetch: Fetch, org: str) -> list[str]:
    """The organisations whose documents are meant by one: itself, and the branches below it; none for all of the mine."""
    kinds = await fetch(_KIND_OF, org) if org else []
    if not org or (kinds and kinds[0]["kind"] == "committee"):
        return []
    return [org, *[record["id"] for record in await fetch(_BELOW, org, org)]]


async def _group(replication: Replication, kind: str, ask: Ask, words: Sequence[str], limit: int) -> GroupOut:
    if kind in rules.UNDATED and (ranked := await _ranked(replication, kind, ask, words)) is not None:
        found = ranked[: limit + 1]
    else:
        found = await _first(replication, kind, ask, words, limit + 1)
    return GroupOut(kind, [_hit(one, words) for one in found[:limit]], str(found[limit - 1]["place"]) if len(found) > limit else None)


async def _ranked(replication: Replication, kind: str, ask: Ask, words: Sequence[str]) -> list[Mapping[str, Any]] | None:
    """The names that hold the words, the nearest first, behind the one at `ask.below`; None where they are too many, or that one is gone."""
    found = await _first(replication, kind, ask._replace(below=rules.end_of(kind)), words, RANKED_AT_MOST + 1)
    found.sort(key=lambda one: (rules.nearness(words, one["title"], one["also"]), one["title"], one["place"]))
    places = [one["place"] for one in found]
    if len(found) > RANKED_AT_MOST or (ask.below < rules.end_of(kind) and ask.below not in places):
        return None
    return found if ask.below == rules.end_of(kind) else found[places.index(ask.below) + 1 :]


async def _first(replication: Replication, kind: str, ask: Ask, words: Sequence[str], count: int) -> list[Mapping[str, Any]]:
    """So many documents that hold the words, the newest first."""
    found: list[Mapping[str, Any]] = []
    async for document in _holding(replication, kind, ask, words, count):
        found.append(document)
        if len(found) == count:
            break
    return found


async def _holding(replication: Replication, kind: str, ask: Ask, words: Sequence[str], limit: int) -> AsyncIterator[Mapping[str, Any]]:
    """The documents that hold the words themselves, the newest first; read some at a time, as long as somebody wants more."""
    names = rules.of_names(words)
    at_once = AT_ONCE if any(len(word) > 2 for word in words) else limit
    async for places in _candidates(replication, kind, ask, at_once):
        for document in await replication.database.fetch(_DOCUMENTS, to_json(places)):
            parts = (document["title"], "", "") if names else (document["title"], document["text"], document["also"])
            if rules.holds(words, rules.searched_text(*parts)):
                yield document


async def _candidates(replication: Replication, kind: str, ask: Ask, limit: int) -> AsyncIterator[list[int]]:
    """Places of documents that hold all tokens, the newest first, as many at a time as fit."""
    on_postgres = replication.database.kind == "postgres"
    for part in rules.windows(ask, kind, replication.clock() // 1000) if on_postgres else [ask]:
        below = part.below
        text = part.tsquery() if on_postgres else part.fts5()
        while places := [record["place"] for record in await replication.database.fetch(_FOUND, text, part.above, below, limit)]:
            yield places
            below = places[-1]
            if len(places) < limit:
                break


def _hit(one: Mapping[str, Any], words: Sequence[str]) -> HitOut:
    at = (one["org"], one["org_name"] or "", one["at"])
    named = rules.spelt(words, one["title"], one["also"]) if one["kind"] in rules.UNDATED else []
    title = rules.marked(one["title"], [*words, *named])
    return HitOut(one["id"], one["kind"], one["sort"], one["route"], title, rules.excerpt(one["text"], words), *at)
