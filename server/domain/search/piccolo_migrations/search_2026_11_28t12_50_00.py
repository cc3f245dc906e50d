"""Single characters of names become tokens, as of 2026-11-28: of what is in the index already they are added where it lies."""

from server.kit.migrations import CreatesTables, create_tables

ID = "2026-11-28T12:50:00"

_NAMES = """(select "place" from "search_document" where "kind" in ('organisation', 'member') and "title" <> '')"""
NAMES = {
    "sqlite": (
        f"""update "search_words" set "words" = "words" || ' ' || coalesce((
            with recursive "read"("one", "rest") as (
                select '', "title" from "search_document" where "place" = "search_words".rowid
                union all select substr("rest", 1, 1), substr("rest", 2) from "read" where "rest" <> '')
            select group_concat("one", ' ') from "read" where trim("one") <> ''), '') where rowid in {_NAMES}""",
    ),
    "postgres": (
        f"""update "search_words" w set "words" = w."words" || array_to_tsvector(regexp_split_to_array(d."title", ''))
            from "search_document" d where d."place" = w."rowid" and w."rowid" in {_NAMES}""",
    ),
}


async def forwards() -> CreatesTables:
    return create_tables(ID, "search", {}, (), of_kind=NAMES)
