"""Blocks of news as they travel: written by the server, read by the phone."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.wire import Block

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "blocks.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_blocks_are_read_as_the_phone_reads_them(vector: dict[str, Any]) -> None:
    rows: dict[str, list[Any]] = {}
    gone: dict[str, list[str]] = {}
    for block in msgspec.convert(vector["blocks"], list[Block]):
        rows.setdefault(block.table, []).extend(block.rows())
        gone.setdefault(block.table, []).extend(block.gone)
    assert {table: told for table, told in rows.items() if told} == vector["rows"]
    assert {table: ids for table, ids in gone.items() if ids} == vector["gone"]
