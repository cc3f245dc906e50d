"""What a search finds in a text, and how the question reaches the newest first, over random texts and times."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.organisation.rules import initials, pinyin
from server.domain.search import rules
from server.replication import KINDS, Document

TEXTS = st.text(alphabet="安全生产学习会议Ａａ1。 \n（\u200bß", max_size=40)
NOW_S = 1_794_794_400


def document(text: str = "", kind: str = "meeting", at_ms: int | None = NOW_S * 1000, **values: object) -> Document:
    return Document("id", kind, "", text, "record/id", "org", "branch", frozenset({"office"}), at_ms=at_ms, **values)  # pyright: ignore[reportArgumentType]


@given(TEXTS, TEXTS)
def test_a_text_that_holds_a_word_has_all_its_pairs(text: str, typed: str):
    words = rules.words_of(typed)
    if rules.holds(words, rules.searched_text("", text, "")):
        tokens = set(rules.tokens_of(document(text)))
        assert all(rules.pairs(word) <= tokens for word in words)


@given(st.text(alphabet="王安全 aＡ", max_size=6), st.sampled_from("王安全学"))
def test_a_name_has_the_token_of_each_of_its_characters_and_a_record_none(name: str, typed: str):
    person = Document("id", "member", name, "", "", "org", "branch", frozenset({"office"}))
    asked = {token for group in rules.groups_of(rules.words_of(typed), (), ()) for token in group}
    assert (asked <= set(rules.tokens_of(person))) == rules.holds((typed,), rules.folded(name))
    assert not asked & set(rules.tokens_of(document(typed)))


@given(TEXTS, TEXTS)
def test_what_is_marked_is_the_words_and_nothing_is_lost(text: str, typed: str):
    words = rules.words_of(typed)
    pieces = rules.marked(text, words)
    assert "".join(piece.text for piece in pieces) == text
    assert all(any(word in rules.folded(piece.text) for word in words) for piece in pieces if piece.hit)
    if words and rules.holds(words, rules.folded(text)):
        assert any(piece.hit for piece in pieces)


@given(st.text(alphabet="会议记录 \n", max_size=300), st.text(alphabet="会议记录", max_size=300))
def test_an_excerpt_shows_the_first_word(before: str, after: str):
    pieces = rules.excerpt(f"{before} 顶板\n管理 {after}", ("顶板",))
    assert [piece.text for piece in pieces if piece.hit] == ["顶板"]
    assert sum(len(piece.text) for piece in pieces) <= 3 * rules.AROUND + 2


@given(st.sampled_from(["meeting", "member"]), st.integers(-10, 2**33), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_each_document_lies_in_exactly_one_window(kind: str, at_s: int, now_s: int, since_s: int):
    one = document(kind=kind, at_ms=at_s * 1000)
    place, tokens = rules.place_of(one), set(rules.tokens_of(one))
    end = rules.end_of(kind)
    for ask in (rules.Ask((), rules.first_place(kind, since_s), end), rules.Ask((), rules.first_place(kind, 0), place + 1)):
        found = [w for w in rules.windows(ask, kind, now_s) if w.above <= place < w.below and not tokens.isdisjoint(w.groups[-1])]
        assert len(found) == (ask.above <= place < ask.below)


def test_windows_follow_each_other_from_the_newest_on():
    ask = rules.Ask((), rules.first_place("meeting", 0), rules.end_of("meeting"))
    windows = list(rules.windows(ask, "meeting", NOW_S))
    assert len(windows) == 5
    assert all(newer.above == older.below for newer, older in pairwise(windows))


def test_kinds_lie_one_behind_the_other_and_their_newest_last():
    places = [rules.place_of(document(kind=kind, at_ms=at)) for kind in KINDS for at in (None, 1_000_000, 2**60)]
    assert places == sorted(places)
    assert places[-1] < 2**63


def test_places_that_are_taken_are_passed_over():
    assert rules.free_places([5, 5, 9], [6]) == [5, 7, 9]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("安全　ＡＢ", ("安全", "ab")),
        ("王", ("王",)),
        ("王 明", ("王", "明")),
        ("王 a", ()),
        ("a", ()),
        ("", ()),
        ("王 安全，安全", ("王", "安全")),
        ("a\u200bb", ()),
    ],
)
def test_a_question_has_words_of_two_characters_or_more_or_asks_for_a_name_in_chinese(typed: str, words: tuple[str, ...]):
    assert rules.words_of(typed) == words


@pytest.mark.parametrize(
    ("typed", "name", "near", "parts"),
    [
        ("cm", "曹明", 0, ["曹明"]),
        ("caoming", "曹明", 0, ["曹明"]),
        ("cm", "吴春梅", 3, ["春梅"]),
        ("cao", "曹明", 2, []),
        ("曹", "曹明", 1, []),
        ("曹明", "曹明", 0, []),
    ],
)
def test_a_name_is_the_nearer_the_more_of_it_was_typed_and_shows_whose_initials_they_are(typed: str, name: str, near: int, parts: list[str]):
    words, also = rules.words_of(typed), f"{initials(name)} {pinyin(name)}"
    assert (rules.nearness(words, name, also), rules.spelt(words, name, also)) == (near, parts)


@pytest.mark.parametrize(
    ("cursor", "place"), [(str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("9" * 20, None), ("", None), ("-1", None), ("五", None)]
)
def test_a_cursor_is_a_place_or_none(cursor: str, place: int | None):
    assert rules.place_in(cursor) == place


def test_tokens_that_narrow_down_are_no_pairs():
    tokens = set(rules.tokens_of(document("k02 y02 安全")))
    assert {token for token in tokens if len(token) == 2} == rules.pairs("k02 y02 安全")
    assert all(token.isalnum() for token in tokens)


@pytest.mark.parametrize(
    ("name", "short", "long"),
    [("曹明", "cm", "caoming"), ("单雄信", "sxx", "shanxiongxin"), ("尉迟恭", "ycg", "yuchigong"), ("综采1队", "zc1d", "zongcai1dui")],
)
def test_a_name_is_found_by_initials_and_by_pinyin(name: str, short: str, long: str):
    assert (initials(name), pinyin(name)) == (short, long)
