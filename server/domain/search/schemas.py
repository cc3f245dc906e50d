"""What a search takes and gives."""

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text; `hit` says that it is one of the words looked for. Plain text: nothing in it is markup."""

    text: str
    hit: bool


class HitOut(msgspec.Struct, frozen=True):
    """One thing found: where it opens (`route`, behind the office's address), and where in it the words stand. `at` in epoch ms."""

    id: str
    kind: str
    sort: str
    route: str
    title: list[Piece]
    excerpt: list[Piece]
    org: str
    org_name: str
    at: int | None


class GroupOut(msgspec.Struct, frozen=True):
    """What is found of one kind, the newest first; `next` asks for more of it, null at the end."""

    kind: str
    hits: list[HitOut]
    next: str | None


class SearchOut(msgspec.Struct, frozen=True):
    """What a person may open that holds all words; no words where nothing was asked: a word has two characters or more."""

    words: list[str]
    groups: list[GroupOut]
