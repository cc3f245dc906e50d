"""What every test may ask for: real servers, an isolated mine on either database, a phone's browser, Linghang as a process."""

import gc
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.api.installation import Installation, Open
from tests.mine import DEMO, EMPTY, Mine, PostgresStorage, SqliteStorage, Storage, fill_today, open_mine
from tests.rated import RATED
from tests.scheduling import OneByOne
from tests.services import LinghangProcess, Postgres, Redis, program

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Pages of the address bar that Chromium draws at each start, though nobody sees them here: they cost more than all the rest of a start."""
OFF_IN_PLAYWRIGHT = ("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable")
OFF_IN_PLAYWRIGHT += ("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect")
OFF_IN_PLAYWRIGHT += ("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch")
"""What Playwright switches off in Chromium, named again because Chromium heeds only the last list."""
STORAGES = ("sqlite", "postgres")
AT_ONCE = ("engine", "house")

# Each mine is an application of its own, and by default Python looks through all of them for rubbish so often that a fifth of the run goes to it.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("linghang", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("linghang")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL for this run."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """A real Redis for this run."""
    server = Redis()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def storages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Storage]:
    """Storage by its name; PostgreSQL and Redis start when the first test asks for them."""
    made: dict[str, Storage] = {}

    def storage(name: str) -> Storage:
        if name not in made and name == "sqlite":
            made[name] = SqliteStorage(tmp_path_factory.mktemp("sqlite"))
        elif name not in made:
            servers = request.getfixturevalue("postgres"), request.getfixturevalue("redis_server")
            made[name] = PostgresStorage(tmp_path_factory.mktemp("postgres"), *servers)
        return made[name]

    return storage


@pytest.fixture(params=STORAGES)
async def mine(request: pytest.FixtureRequest, storages: Callable[[str], Storage]) -> AsyncIterator[Mine]:
    """An empty, migrated mine of this test alone: once on SQLite with jobs in the process, once on PostgreSQL with arq over Redis."""
    async with open_mine(storages(request.param), EMPTY) as opened:
        yield opened


@pytest.fixture(params=STORAGES)
async def demo_mine(request: pytest.FixtureRequest, storages: Callable[[str], Storage]) -> AsyncIterator[Mine]:
    """The same with the demo mine loaded: 33 branches, 112 groups, 1,468 members, logins for every role."""
    async with open_mine(storages(request.param), DEMO) as opened:
        yield opened


@pytest.fixture(params=STORAGES)
async def rated_mine(request: pytest.FixtureRequest, storages: Callable[[str], Storage]) -> AsyncIterator[Mine]:
    """The demo mine on the day after a quarter, ruled by the scheme that `tests.rated.rate` fills: half the work of a test of cycles, done once."""
    async with open_mine(storages(request.param), RATED) as opened:
        yield opened


@pytest.fixture
async def sqlite_mine(storages: Callable[[str], Storage]) -> AsyncIterator[Mine]:
    """An empty mine on SQLite only, for tests of what lies above the database, such as the spelling of an answer."""
    async with open_mine(storages("sqlite"), EMPTY) as opened:
        yield opened


@pytest.fixture
def linghang(tmp_path: Path) -> Iterator[Callable[..., LinghangProcess]]:
    """Starts `linghang COMMAND` as processes, on a free port and in this test's own data folder; ends those that are left.

    `linghang("serve", "--demo")` serves; `linghang("worker", LINGHANG_REDIS_URL=…)` works; `.kill()` is SIGKILL, `.start()` starts it again.
    """
    started: list[LinghangProcess] = []

    def start(*command: str, **settings: str) -> LinghangProcess:
        process = LinghangProcess(tmp_path, *command, **settings)
        started.append(process)
        return process.start()

    yield start
    for process in reversed(started):
        process.stop()


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demo mine that has rested since its first start. Made once, for tests to copy; nobody serves it."""
    folder = tmp_path_factory.mktemp("demo")
    # In a process of its own: Piccolo's tables know one database at a time, and in this one a test may have a mine open.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        process.submit(fill_today, str(folder)).result()
    return folder


@pytest.fixture
def demo_folder(demo_data: Path, tmp_path: Path) -> Path:
    """This test's own data folder, with the demo mine in it."""
    return Path(shutil.copytree(demo_data, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def demo_server(linghang: Callable[..., LinghangProcess], demo_folder: Path) -> LinghangProcess:
    """The demo mine on SQLite, served by a process of its own from this test's data folder."""
    return linghang("serve", LINGHANG_DEMO="true")


@pytest.fixture
async def installed(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Open]:
    """Makes whole installations that a test may kill, with a PostgreSQL and a Redis of their own; ends them."""
    made: list[Installation] = []

    def make(storage: str) -> Installation:
        on_sqlite = storage == "sqlite"
        made.append(Installation(request.getfixturevalue("demo_folder")) if on_sqlite else Installation(tmp_path, Postgres(), Redis()))
        return made[-1]

    yield make
    for installation in made:
        await installation.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one, with nothing of its own going on in the background."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    features = f"--disable-features={','.join(UNSEEN + OFF_IN_PLAYWRIGHT)}"
    return {**browser_type_launch_args, "executable_path": program("chromium"), "args": [*flags.split(), features]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone at the pithead: small, touched, Chinese, in the mine's time zone, with service workers."""
    phone = {"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
    return {**browser_context_args, **phone, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "service_workers": "allow"}


@pytest.fixture
def desk_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The office's desktop, for `browser.new_context(**desk_context_args)`."""
    desk = {"viewport": DESK, "device_scale_factor": 1, "is_mobile": False, "has_touch": False}
    return {**browser_context_args, **desk}


@pytest.fixture(scope="session")
def built_pwa() -> Path:
    """The folder of the built PWA; browser tests need it and say so if it is not there."""
    static = Path(__file__).resolve().parent.parent / "server" / "static"
    if not (static / "index.html").exists():
        pytest.fail("server/static is empty: `make build` builds the PWA.")
    return static


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come late: once Playwright's own event loop runs in this thread, no other can. They use `linghang`, never `mine`.

    Last come those that are over at once and need no loop: with them, processes that run tests beside each other end together.
    """
    items.sort(key=lambda item: 2 if item.path.parent.name in AT_ONCE else "playwright" in getattr(item, "fixturenames", ()))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneByOne:
    """Where tests run in several processes, this is who gives them out."""
    return OneByOne(config, log)


def pytest_report_header() -> list[str]:
    """Says before the first test which programs this run will use."""
    return [f"{name}: {shutil.which(name) or 'not on PATH'}" for name in ("redis-server", "chromium")]
