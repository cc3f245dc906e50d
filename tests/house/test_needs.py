"""Intents that say they need not look at rows to name what they need must not look at any: they are asked once."""

import json
from pathlib import Path
from typing import Any, cast

import msgspec

from server.modules import MODULES
from sync.mutation import Mutation
from sync.plan import Need, World

RECORDED = Path(__file__).parents[1] / "upgrade"
ONCE = {intent.name: intent for module in MODULES for intent in module.intents if not intent.needs_by_rows}


class _NoRows:
    """A world that nobody may look into."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"looked at rows: {name}")


def test_what_is_asked_once_looks_at_no_row_in_any_recorded_request() -> None:
    requests = [json.loads(path.read_text())["request"] for path in RECORDED.rglob("*.json")]
    mutations = [msgspec.convert(one, Mutation) for request in requests for one in request.get("mutations", ())]
    asked = {one.name: list(ONCE[one.name].needs(one, cast(World, _NoRows()))) for one in mutations if one.name in ONCE}
    assert asked.keys() == ONCE.keys()
    assert all(needs and all(isinstance(need, Need) for need in needs) for needs in asked.values())
