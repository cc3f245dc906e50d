"""The browsers of the tests: phones whose profile outlives them, and desks."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.people import PhoneUser
from tests.browser.recording import arrive
from tests.browser.tablet import shared_by_two
from tests.services import ROOT, LinghangProcess


@pytest.fixture
def phone(
    playwright: Playwright,
    tmp_path: Path,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
) -> Iterator[Callable[..., BrowserContext]]:
    """Starts a phone's browser with a profile that outlives it: closing and starting again is a restart."""
    opened: list[BrowserContext] = []

    def start(name: str, **more: Any) -> BrowserContext:
        profile = str(tmp_path / name)
        options = {**browser_type_launch_args, **browser_context_args, **more}
        opened.append(playwright.chromium.launch_persistent_context(profile, **options))
        return opened[-1]

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def desk(browser: Browser, desk_context_args: dict[str, Any]) -> Callable[..., BrowserContext]:
    """Starts the office's browser; with a viewport of 360x740 it stands for a member at home."""
    return lambda **more: browser.new_context(**{**desk_context_args, **more})


@pytest.fixture
def server(built_pwa: Path, demo_server: LinghangProcess) -> LinghangProcess:
    """The demo mine on SQLite."""
    return demo_server


@pytest.fixture
def secretary(server: LinghangProcess, phone: Callable[..., BrowserContext]) -> PhoneUser:
    """A secretary who has signed in and may go underground."""
    return arrive(server, phone)


@pytest.fixture
def tablet(server: LinghangProcess, phone: Callable[..., BrowserContext]) -> PhoneUser:
    """A tablet on which two people have set a PIN; the secretary is in front, and there is no network."""
    return shared_by_two(server, phone)


@pytest.fixture
def installation(tmp_path: Path, demo_folder: Path, built_pwa: Path) -> Iterator[LinghangProcess]:
    """The demo mine served by a copy of the program, so that its files may be changed while it runs."""
    copy = tmp_path / "installation"
    for package in ("server", "sync"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    server = LinghangProcess(demo_folder, "serve", LINGHANG_DEMO="true")
    server.root = copy
    yield server.start()
    server.stop()
