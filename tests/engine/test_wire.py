"""Blocks of news as they travel: written by the server, read by the phone."""

import json
import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.wire import Block, names_in

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


@given(st.uuids(), st.text())
def test_ids_are_derived_as_everyone_derives_them(namespace: uuid.UUID, name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:  # no text that JSON can carry
        return
    assert names_in(str(namespace))(name) == str(uuid.uuid5(namespace, name))
