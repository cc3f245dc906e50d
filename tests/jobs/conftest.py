"""What the tests of conclusions begin with."""

import pytest

from tests.mine import Mine
from tests.small_mine import settle


@pytest.fixture
async def settled(mine: Mine) -> None:
    """The small mine is founded, and everything that follows from that is drawn."""
    await settle(mine)
