"""What a text is to the index: pairs of neighbouring characters; how a question is put to either database; where its words stand in a text.

Chinese has no spaces, and most of what people look for has two characters. So every pair of neighbouring letters or digits is a token, as in
Lucene's CJKAnalyzer; a word is where all its pairs are, and is then looked for in the text itself, so that what is found is exactly a text
that holds it. Pairs are told from tokens that narrow a question down by their length: those have more than two characters. Of names each
single character is a token as well: a surname is one character.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from server.domain.search.schemas import HitOut, Piece
from server.kit.sheets import Book, Column, Page, Rows
from server.replication import KINDS, Document

WORDS_AT_MOST = 8
LENGTH_AT_MOST = 100_000
"""Characters of a text that are indexed: what a record can hold at most."""
UNDATED = frozenset({"organisation", "member"})
AROUND = 24
"""Characters shown before the first word found, and twice as many from there."""
_SECONDS = 2**32
_CHANCE_BITS = 26
_KIND_SHIFT = 32 + _CHANCE_BITS  # places are whole numbers of 63 bits: 31 kinds have room
_PLACE_DIGITS = 19
_LAST_YEAR = 2106  # what 32 bits of seconds reach
_WINDOWS = (1, 3, 12, 36)
"""Months that are looked through one after the other, from the newest on."""


# --- Words and tokens


@lru_cache(maxsize=65536)
def _folded(character: str) -> str:
    """A character as it is compared: full width and capitals are the same as plain ones, and what is no letter or digit parts words."""
    return "".join(one if one.isalnum() else " " for one in unicodedata.normalize("NFKC", character).casefold()) or " "


def folded(text: str) -> str:
    """A text as it is compared."""
    return "".join(map(_folded, text[:LENGTH_AT_MOST]))


def words_of(typed: str) -> tuple[str, ...]:
    """The words of a question, each once. Without any of two characters or more it asks nothing, or, in Chinese, for a name (`of_names`)."""
    words = tuple(dict.fromkeys(folded(typed).split()))[:WORDS_AT_MOST]
    return words if any(len(word) > 1 for word in words) or not any(word.isascii() for word in words) else ()


def of_names(words: Iterable[str]) -> bool:
    """Whether a question has single characters alone: a surname, a character of an organisation's name. They are looked for in names."""
    return all(len(word) == 1 for word in words)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a folded text."""
    return frozenset(one + other for one, other in pairwise(text) if one != " " and other != " ")


def characters(document: Document) -> frozenset[str]:
    """The single characters by which a name is found: those of its title, as `of_names` asks for them; of records none."""
    return frozenset(one for one in folded(document.title) if not one.isascii()) if document.kind in UNDATED else frozenset()


def searched_text(title: str, text: str, also: str) -> str:
    """All in which words are looked for, folded."""
    return folded("\n".join((title, text, also)))


def holds(words: Iterable[str], text: str) -> bool:
    """Whether a folded text holds all words."""
    return all(word in text for word in words)


def _named(letter: str, name: str) -> str:
    return letter + sha256(name.encode()).hexdigest()[:16]


def for_someone(who: str) -> str:
    """The token of a document that this someone may open."""
    return _named("s", who)


def of_organisation(org: str) -> str:
    """The token of a document of an organisation."""
    return _named("o", org)


def tokens_of(document: Document) -> list[str]:
    """All tokens of a document, sorted."""
    kind, at = KINDS.index(document.kind), seconds_of(document.at_ms)
    narrowing = {_of_kind(kind), _of_year(kind, _month(at) // 12), _of_month(kind, _month(at))}
    narrowing |= {of_organisation(org) for org in (document.org, document.branch) if org} | set(map(for_someone, document.seen_by))
    return sorted(pairs(searched_text(document.title, document.text, document.also)) | characters(document) | narrowing)


def _of_kind(kind: int) -> str:
    return f"k{kind:02}"


def _of_year(kind: int, year: int) -> str:
    return f"y{kind:02}{year}"


def _of_month(kind: int, month: int) -> str:
    return f"m{kind:02}{month}"


# --- Places: the newest document of a kind has the highest


def seconds_of(at_ms: int | None) -> int:
    """An instant (epoch ms) as places know it; what has no day stands at the beginning."""
    return min(max((at_ms or 0) // 1000, 0), _SECONDS - 1)


def place_in(cursor: str) -> int | None:
    """The place after which a page goes on: a whole number of 63 bits, as a cursor has it; None without one of ours."""
    place = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) <= _PLACE_DIGITS else 0
    return place if 0 < place < 2**63 else None


def place_of(document: Document) -> int:
    """Where a document stands: by kind, then by time, then by chance, so that documents of one instant have places of their own."""
    chance = int.from_bytes(sha256(document.id.encode()).digest()[:8]) % 2**_CHANCE_BITS
    return first_place(document.kind, seconds_of(document.at_ms)) + chance


def first_place(kind: str, seconds: int) -> int:
    """The lowest place of a kind at an instant (epoch s)."""
    return (KINDS.index(kind) << _KIND_SHIFT) + (seconds << _CHANCE_BITS)


def end_of(kind: str) -> int:
    """The first place behind a kind."""
    return (KINDS.index(kind) + 1) << _KIND_SHIFT


def free_places(wanted: Sequence[int], taken: Iterable[int]) -> list[int]:
    """Places one after the other for those that are wanted: the next free one where one is taken."""
    found: list[int] = []
    used = set(taken)
    for place in wanted:
        while place in used:
            place += 1
        used.add(place)
        found.append(place)
    return found


# --- Questions


class Ask(NamedTuple):
    """One statement's question: of each group of tokens a document has at least one; its place is from `above` on and below `below`."""

    groups: tuple[tuple[str, ...], ...]
    above: int
    below: int

    def fts5(self) -> str:
        """In SQLite's words."""
        return self._said('"', " OR ", " AND ")

    def tsquery(self) -> str:
        """In PostgreSQL's words."""
        return self._said("'", " | ", " & ")

    def _said(self, quote: str, either: str, both: str) -> str:
        return both.join("(" + either.join(quote + token + quote for token in group) + ")" for group in self.groups)


def groups_of(words: Iterable[str], who: Iterable[str], orgs: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """All pairs of all words, or of names the words themselves; someone who may see it, and one of the organisations, unless there are none."""
    asked = tuple(words)
    told = [(token,) for token in sorted(asked if of_names(asked) else frozenset[str]().union(*map(pairs, asked)))]
    narrowing = [tuple(sorted(map(for_someone, who))), tuple(sorted(map(of_organisation, orgs)))]
    return (*told, *filter(None, narrowing))


def windows(ask: Ask, kind: str, now_s: int) -> Iterator[Ask]:
    """The same question in parts, the newest months first: PostgreSQL's index knows no order, so that it is given few rows to sort.

    The first part reaches to the end of time. What has no day is asked for at once.
    """
    number = KINDS.index(kind)
    if kind in UNDATED:
        yield Ask((*ask.groups, (_of_kind(number),)), ask.above, ask.below)
        return
    newest = _month(min(now_s, _seconds_at(ask.below - 1)))
    later = tuple(_of_year(number, year) for year in range(newest // 12 + 1, _LAST_YEAR + 1)) if ask.below > first_place(kind, now_s) else ()
    later += tuple(_of_month(number, month) for month in range(newest + 1, newest // 12 * 12 + 12))
    below = ask.below
    for months in _WINDOWS:
        oldest = newest - months + 1
        start = max(first_place(kind, _first_second(oldest)), ask.above)
        tokens = later + tuple(_of_month(number, month) for month in range(oldest, newest + 1))
        yield Ask((*ask.groups, tokens), start, below)
        if start == ask.above:
            return
        newest, later, below = oldest - 1, (), start
    yield Ask((*ask.groups, (_of_kind(number),)), ask.above, below)


def _seconds_at(place: int) -> int:
    return (place >> _CHANCE_BITS) % _SECONDS


def _month(seconds: int) -> int:
    """Months since year 0, in UTC: places and tokens need one calendar, whichever."""
    at = datetime.fromtimestamp(seconds, UTC)
    return at.year * 12 + at.month - 1


def _first_second(month: int) -> int:
    return max(round(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp()), 0)


# --- What is shown


def nearness(words: Sequence[str], title: str, also: str) -> int:
    """How near a name is to what was typed, 0 the nearest: it is the name, its initials or its pinyin; the name begins with it; one of those does."""
    name, spelt = folded(title), folded(also).split()
    if words[0] == name or words[0] in spelt:
        return 0
    return 1 if name.startswith(words[0]) else 2 if any(one.startswith(words[0]) for one in spelt) else 3


def spelt(words: Iterable[str], title: str, also: str) -> list[str]:
    """The parts of a name whose initials were typed, or the whole of one whose pinyin was."""
    name, found = folded(title), list[str]()
    for word in words:
        for one in folded(also).split():
            if one == word and len(one) != len(name):
                found.append(name)
            elif len(one) == len(name) and (at := one.find(word)) >= 0:
                found.append(name[at : at + len(word)])
    return found


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    """A text in pieces, those that are one of the words marked."""
    spots = [spot for word in words for spot in _spots(text, word)]
    if not spots:
        return [Piece(text, False)] if text else []
    shown, at = list[Piece](), 0
    for begin, end in _merged(spots):
        shown += [Piece(text[at:begin], False), Piece(text[begin:end], True)]
        at = end
    return [piece for piece in (*shown, Piece(text[at:], False)) if piece.text]


def excerpt(text: str, words: Sequence[str]) -> list[Piece]:
    """The neighbourhood of the first word that a text holds, on one line, with all words marked; the beginning if it holds none."""
    line = re.sub(r"\s+", " ", text[:LENGTH_AT_MOST]).strip()
    first = min((begin for word in words for begin, _ in _spots(line, word)), default=0)
    start, end = max(first - AROUND, 0), first + 2 * AROUND
    pieces = marked(line[start:end], words)
    before, after = ("…" if start else ""), ("…" if end < len(line) else "")
    return [*([Piece(before, False)] if before else []), *pieces, *([Piece(after, False)] if after else [])]


def _spots(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a folded word stands in a text as it was written: from, and up to."""
    line, origin = "", list[int]()
    for place, character in enumerate(text):
        line += _folded(character)
        origin += [place] * len(_folded(character))
    at = line.find(word)
    while at >= 0:
        yield origin[at], origin[at + len(word) - 1] + 1
        at = line.find(word, at + len(word))


def _merged(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spots):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


# --- What was found, as a file

KIND_WORDS: Mapping[str, str] = {
    "organisation": "组织",
    "member": "党员",
    "meeting": "会议记录",
    "resolution": "决议",
    "fact": "事实",
    "order": "督办单",
    "project": "突破项目",
    "brand": "支部品牌",
    "room": "服务中心",
    "studio": "创新工作室",
    "achievement": "创新成果",
    "course": "培训课程",
    "contest": "技能比武",
    "visit": "帮促走访",
    "honour": "荣誉",
    "story": "典型",
}
FILED_AT_MOST = 2000
"""Of each kind, the newest, in one file: whoever wants more narrows the question down."""
_COLUMNS = (Column("类别", width=12), Column("名称", width=40), Column("文字", width=60), Column("组织", width=24), Column("日期", "moment", 18))


def hits_book(rows: Rows, typed: str, kind: str) -> Book:
    """What was found of some words."""
    chosen = {"检索": typed, "类别": KIND_WORDS.get(kind, "全部"), "每类最多": str(FILED_AT_MOST)}
    return Book("检索结果", chosen, [Page("检索结果", _COLUMNS, rows)])


def hit_row(hit: HitOut) -> list[object]:
    """One thing found; its id is the last cell."""
    title, text = ("".join(piece.text for piece in pieces) for pieces in (hit.title, hit.excerpt))
    return [KIND_WORDS[hit.kind], title, text, hit.org_name, hit.at, hit.id]
