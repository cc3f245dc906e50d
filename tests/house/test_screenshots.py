"""Each page of the phone has been looked at by day, underground and on a wide screen: its pictures lie in docs/screenshots."""

import re

from tests.browser.pages import FURTHER, PICTURES, SIZES
from tests.house.project import ROOT

_PAGE = re.compile(r"'?([\w-]+)'?: lazy\(\(\) => (?:import\([^)]*\)|load\(\))\.then\(one => one\.\w+Page\)")


def test_every_page_that_is_fetched_when_wanted_is_known() -> None:
    source = ROOT / "pwa" / "src"
    found = {name for path in [*source.glob("*/index.ts"), source / "shell" / "App.tsx"] for name in _PAGE.findall(path.read_text())}
    assert found | {"today"} == set(PICTURES)


def test_every_page_has_its_pictures() -> None:
    wanted = {f"{name}{size}.png" for name in (*PICTURES.values(), *FURTHER) for size in SIZES}
    kept = {path.name for path in (ROOT / "docs" / "screenshots").iterdir()}
    assert wanted <= kept, sorted(wanted - kept)
