"""The digest chain: what a phone and the server must hash alike, mutation by mutation."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.digest import START, extend
from sync.mutation import Mutation, Stamp

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "digest.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_chain_is_that_of_the_vectors_which_the_phone_reads_too(vector: dict[str, Any]) -> None:
    heads = [extend(START, vector["mutations"][: at + 1]).hex() for at in range(len(vector["mutations"]))]
    assert heads == vector["heads"]


def test_a_beacon_is_part_of_the_chain() -> None:
    (plain,) = VECTORS[0]["mutations"]
    beaconed = {**plain, "at": {**plain["at"], "beacon": "x"}}
    assert extend(START, [beaconed]) != extend(START, [plain])


def test_the_chain_is_sha_256_of_the_last_head_and_the_sorted_json() -> None:
    head = extend(START, [{"mid": 1, "a": "支部"}])
    assert head == hashlib.sha256(bytes(32) + '{"a":"支部","mid":1}'.encode()).digest()


def test_a_stamp_without_a_beacon_is_written_without_one() -> None:
    written = json.loads(msgspec.json.encode(Mutation(1, "meeting.submit.v1", "r", at=Stamp(1, 2, "b"))))
    assert written["at"] == {"wall": 1, "mono": 2, "boot": "b"}
