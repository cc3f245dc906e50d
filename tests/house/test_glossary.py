"""One word for one thing: the words of screens and code are those of docs/glossary.md, and the words it rules out are nowhere."""

import re
from typing import NamedTuple

import pytest

from tests.house.project import ROOT, name_of, named, text_of


class Word(NamedTuple):
    """One row of the glossary."""

    chinese: str
    identifiers: tuple[str, ...]
    ruled_out: tuple[str, ...]


def glossary() -> list[Word]:
    """The rows of all tables of the page."""
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|") and "`" in line]
    return [Word(row[0], tuple(re.findall(r"`(\w+)`", row[1])), tuple(filter(None, re.split(r",\s*", row[2])))) for row in rows]


def screen_words(section: str) -> dict[str, str]:
    """A section of the Chinese half of the catalogue that all screens share."""
    chinese = (ROOT / "pwa" / "src" / "words.ts").read_text().split("export const en")[0]
    inside = re.search(rf"\b{section}: \{{(.*?)\}}", chinese, re.DOTALL)
    assert inside, f"pwa/src/words.ts has no {section}"
    return dict(re.findall(r"(\w+): '([^']+)'", inside[1]))


def test_a_word_stands_once():
    chinese = [word.chinese for word in glossary()]
    identifiers = [name for word in glossary() for name in word.identifiers]
    assert len(chinese) == len(set(chinese))
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("section", ["kinds", "colours", "states", "statuses", "attendance", "posts", "roles"])
def test_the_screens_say_what_the_glossary_says(section: str):
    meant = {name: word.chinese for word in glossary() for name in word.identifiers}
    said = screen_words(section)
    assert said
    assert said == {name: meant.get(name) for name in said}


@pytest.mark.parametrize("folder", ["server", "sync", "pwa/src"])
def test_no_word_is_used_that_the_glossary_rules_out(folder: str):
    ruled_out = {other: word.chinese for word in glossary() for other in word.ruled_out}
    pattern = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(other)}" for other in ruled_out), re.IGNORECASE)
    found = [
        f"{name_of(path)}:{number} says {match.group()}; the word is {ruled_out.get(match.group().lower(), '')}"
        for path in named(".py", ".ts", ".tsx", ".html", under=folder)
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        for match in pattern.finditer(line)
    ]
    assert not found, "\n".join(found)
