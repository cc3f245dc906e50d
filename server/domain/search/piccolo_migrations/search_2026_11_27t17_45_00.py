"""Tables and indexes of search as of 2026-11-27, and the full-text index of either database."""

from piccolo.columns import BigInt, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T17:45:00"

TABLES: Tables = {
    ("SearchDocument", "search_document"): {
        "id": Varchar(length=100, primary_key=True),
        "about": Varchar(length=120, index=True),
        "kind": Varchar(length=20),
        "sort": Varchar(length=40, default=""),
        "place": BigInt(),
        "title": Varchar(length=300),
        "text": Text(default=""),
        "also": Text(default=""),
        "route": Varchar(length=160),
        "org": Varchar(length=64),
        "at": BigInt(null=True, default=None),
        "digest": Varchar(length=64),
    },
}
INDEXES = ('create unique index "search_document_place" on "search_document" ("place")',)
# Tokens come ready from search/rules.py: SQLite parts them at spaces, PostgreSQL takes them as they are.
# Only which tokens a document has is kept, not where: half the size. The same words name the place in both.
WORDS = {
    "sqlite": ("""create virtual table "search_words" using fts5("words", tokenize = 'ascii', detail = 'none', columnsize = 0)""",),
    "postgres": (
        'create table "search_words" ("rowid" bigint primary key, "words" tsvector not null)',
        'create index "search_words_tokens" on "search_words" using gin ("words")',
    ),
}


async def forwards() -> CreatesTables:
    return create_tables(ID, "search", TABLES, INDEXES, of_kind=WORDS)
