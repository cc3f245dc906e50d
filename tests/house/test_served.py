"""What the server says when it refuses is told in English, too: each sentence by its Chinese, in the part that says it (pwa/src/*/served.en.json)."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house.project import ROOT
from tests.served import SERVER, is_chinese, rooms, sentences

OF_SHELL = "shell"
FILES = sorted((ROOT / "pwa" / "src").glob("*/served.en.json"))
QUOTED = ("指导员", "联络员", "方案会审", "10多", "约3")
"""What is to be typed as it stands, and is Chinese in an English sentence for that."""


@cache
def english() -> dict[str, dict[str, str]]:
    """For each folder of the app what it has of English."""
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in FILES}


def test_each_sentence_has_its_english_in_a_part_that_says_it_or_in_the_shell() -> None:
    assert len(sentences()) > 1000
    lacking = [
        f"{min(parts)}: {text}" for text, parts in sentences().items() if not any(text in english().get(one, {}) for one in {*parts, OF_SHELL})
    ]
    assert not lacking, "\n".join(sorted(lacking))


def test_no_english_is_kept_of_what_the_server_no_longer_says() -> None:
    said = {text: {*parts, OF_SHELL} for text, parts in sentences().items()}
    left = [f"{folder}: {text}" for folder, told in english().items() for text in told if folder not in said.get(text, ())]
    assert not left, "\n".join(left)


@pytest.mark.parametrize("folder", [path.parent.name for path in FILES])
def test_the_english_has_every_value_and_no_chinese(folder: str) -> None:
    for chinese, told in english()[folder].items():
        assert sorted(set(re.findall(r"\{\d\}", told))) == [f"{{{at}}}" for at in range(chinese.count("{}"))], chinese
        plain = told
        for word in QUOTED:
            plain = plain.replace(word, "")
        assert told.strip() and not is_chinese(plain), told


def test_a_sentence_is_found_however_it_gets_there() -> None:
    """One of each way: as it is, by a helper, a name, a default, a conditional, a constant, a rule of another part."""
    ways = [
        "登录失败",
        "没有写用途",
        "这个账号多次登录失败，请 {}后再试。",
        "没有找到这条记录。",
        "已有同名的室",
        "这个时间已被约用",
        "一次会议不应超过 12 小时",
    ]
    assert [text for text in ways if text not in sentences()] == []


def test_the_text_of_an_exception_reaches_nobody() -> None:
    """What a library says is English and of a program. Its text goes to what reads it, to a log, or to an exception of our own, and nowhere else."""
    read_by_rules = {
        ("server.kit.postgres", "str(error)"),  # our own exception in place of the driver's
        ("server.domain.papers.rules.docx", "error.message"),  # what Jinja says, put into words
        ("server.__main__", "str(error)"),  # SettingsError, whose words are ours
    }
    used = {(room.module, text) for room in rooms() for text in _texts_of_exceptions(room.tree)}
    assert used == read_by_rules


def _texts_of_exceptions(tree: ast.AST) -> Iterator[str]:
    """Where a handler takes the text of what it caught: `str(error)`, `{error}`, its arguments, its message."""
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name):
        for node in ast.walk(handler):
            values = node.args if isinstance(node, ast.Call) and ast.unparse(node.func) == "str" else []
            values = [node.value] if isinstance(node, (ast.FormattedValue, ast.Attribute)) else values
            taken = any(ast.unparse(value) == handler.name for value in values)
            if taken and getattr(node, "attr", "args") in ("args", "message", "msg", "strerror"):
                yield ast.unparse(node)


def test_nothing_refuses_in_a_file_that_is_not_read() -> None:
    read = {room.module for room in rooms()}
    refusing = [path for path in SERVER.rglob("*.py") if re.search(r"\b(Problem|Refusal|Reason)\(", path.read_text(encoding="utf-8"))]
    left_out = [path for path in refusing if ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") not in read]
    assert not left_out, left_out
