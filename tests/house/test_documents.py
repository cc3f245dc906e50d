"""What a reader is told must be so: decisions have their five parts, links lead somewhere, commands and settings exist."""

import re
from pathlib import Path

import pytest

from server.kit.settings import render_settings_table
from tests.house.project import ROOT, files, name_of, named

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = named(".md")
SECTIONS = ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_parts(decision: Path):
    text = decision.read_text()
    number = decision.name[:4]
    assert re.match(rf"# {number} · .+\n\nStatus: (accepted|replaced by \d{{4}}), \d{{4}}-\d\d-\d\d\n", text), "title and status"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert all(part.strip() for part in re.split(r"^## .+$", text, flags=re.MULTILINE)[1:]), "a section is empty"
    assert len(text.splitlines()) <= 60, "a decision is one page"


def test_decisions_are_numbered_without_gaps():
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_links_lead_somewhere(document: Path):
    targets = re.findall(r"(?:\]\(|src=\")(?!https?:|#|mailto:)([^)#\s\"]+)", document.read_text())
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert not missing, missing


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_files_named_in_passing_exist(document: Path):
    """`docs/…`, `server/…`, `deploy/…` in code marks; a name with a wildcard or an ellipsis is a pattern."""
    spoken = re.findall(r"`((?:docs|server|sync|pwa|tests|deploy|requirements)/[\w./-]+)`", document.read_text())
    known = {name_of(path) for path in files()}
    built = ("server/static", "pwa/node_modules")
    missing = [
        name
        for name in spoken
        if not name.startswith(built) and name not in known and not any(other.startswith(name.rstrip("/") + "/") for other in known)
    ]
    assert not missing, missing


def test_what_the_guide_quotes_stands_on_the_phone():
    words = "".join(path.read_text() for path in named(".ts", under="pwa/src") if re.search(r"[wW]ords(\.zh)?$", path.stem))
    quoted = re.findall("“([^”]+)”", (ROOT / "docs" / "phone.md").read_text())
    assert len(quoted) > 50
    assert [one for one in quoted if one not in words] == []


def test_the_targets_that_documents_name_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named_targets = {target for page in PAGES for target in re.findall(r"`make ([a-z]+)", page.read_text())}
    assert named_targets <= targets, named_targets - targets


def test_the_operations_page_has_the_settings_as_they_are():
    assert render_settings_table("en") in (ROOT / "docs" / "operations.md").read_text(), "paste the table of `linghang doctor`"


def test_the_root_holds_what_a_reader_expects_there_and_nothing_else():
    folders = {"server", "pwa", "sync", "tests", "deploy", "docs", "requirements", ".ci"}
    pages = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".gitignore"}
    assert {name_of(path).split("/")[0] for path in files()} == folders | pages
