"""An empty database of one test alone, for tests of what lies under the product."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.kit.database import Database
from tests.conftest import STORAGES
from tests.services import Postgres


@pytest.fixture(params=STORAGES)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database of this test alone."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'test.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield await server.create("kit")
    await server.drop("kit")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The same, started."""
    database = Database(url)
    await database.start()
    yield database
    await database.stop()
