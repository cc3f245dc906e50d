"""Sealed files, by the rules alone: what phone and server agree on, and that nothing at all makes the reader fail otherwise than in words."""

import base64
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from hypothesis import given
from hypothesis import strategies as st

from server.domain.rescue import rules
from server.kit.problems import Problem
from tests.api.sealed import SUITE, armoured, key_id, sealed
from tests.house.project import ROOT

VECTOR = msgspec.json.decode((ROOT / "tests" / "vectors" / "hpke.json").read_bytes())


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


KEY = derive_private_key(int.from_bytes(unpadded(VECTOR["private"])), SECP256R1())
PUBLIC = VECTOR["public"]


def refusal(work: Callable[[], Any]) -> str:
    """The code of the problem that this raises."""
    with pytest.raises(Problem) as raised:
        work()
    assert raised.value.detail and raised.value.remedy
    return raised.value.code


def test_the_vector_that_the_phones_tests_open_is_the_librarys():
    assert SUITE.decrypt(unpadded(VECTOR["box"]), KEY, info=b"linghang rescue 1").decode() == VECTOR["plain"]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(noise: bytes):
    assert refusal(lambda: rules.sealed_in(noise)) == "rescue.unreadable"
    head = b"\x01" + key_id(unpadded(PUBLIC))
    assert refusal(lambda: rules.opened(KEY, rules.sealed_in(armoured(head + noise + b"x")))) == "rescue.unreadable"


@given(st.binary(max_size=400), st.booleans())
def test_any_content_is_read_or_refused_in_words(content: bytes, packed: bool):
    assert refusal(lambda: rules.opened(KEY, rules.sealed_in(sealed(PUBLIC, content, packed)))) == "rescue.unreadable"


@given(st.text(max_size=40), st.text(max_size=40), st.binary(min_size=32, max_size=32))
def test_a_proof_names_its_account_and_no_other(account: str, other: str, secret: bytes):
    account = account.replace(".", "")
    proof = rules.proof_of(secret, account)
    assert rules.proven(secret, proof) == account
    assert refusal(lambda: rules.proven(secret, f"{other}x{proof}")) == "rescue.unproven"
    assert refusal(lambda: rules.proven(secret[::-1] + b"x", proof)) == "rescue.unproven"


def test_a_code_is_the_same_for_the_same_bytes_and_has_no_letter_that_is_mistaken_for_another():
    codes = {rules.code_of(bytes([n])) for n in range(200)}
    assert len(codes) == 200 and rules.code_of(b"x") == rules.code_of(b"x")
    assert not set("".join(codes)) & set("01ILOU") and {len(code) for code in codes} == {6}
