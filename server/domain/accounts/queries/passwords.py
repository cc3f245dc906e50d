"""Hashes passwords and codes in a few threads of their own: Argon2id is slow on purpose, and the server must go on meanwhile."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

HASHING_AT_ONCE = 2  # each takes 19 MiB and a core for some 50 ms; more at once would only make everyone wait longer

_PASSWORDS = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
# A code is random and lives 30 days; a whole mine's codes must be made within seconds.
_CODES = PasswordHasher(memory_cost=1024, time_cost=1, parallelism=1)
_THREADS = ThreadPoolExecutor(HASHING_AT_ONCE, thread_name_prefix="hashing")


async def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and salt."""
    return await _in_thread(lambda: _PASSWORDS.hash(password))


async def hash_codes(codes: Sequence[str]) -> list[str]:
    """The hashes of one-time codes, in order."""
    return await _in_thread(lambda: [_CODES.hash(code) for code in codes])


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether a password fits a hash. Without a hash it takes as long and fits never."""
    return await _in_thread(lambda: _fits(_PASSWORDS, stored or _no_password(), password) and stored is not None)


async def verify_code(code: str, stored: str | None) -> bool:
    """Whether a one-time code fits a hash; without a hash it takes as long and fits never."""
    return await _in_thread(lambda: _fits(_CODES, stored or _no_code(), code) and stored is not None)


def new_token() -> str:
    """A session token of 256 random bits."""
    return secrets.token_urlsafe(32)


def session_id(token: str) -> str:
    """The id under which a token's session is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _fits(hasher: PasswordHasher, stored: str, given: str) -> bool:
    try:
        return hasher.verify(stored, given)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _no_password() -> str:
    return _PASSWORDS.hash(secrets.token_urlsafe(32))


@cache
def _no_code() -> str:
    return _CODES.hash(secrets.token_urlsafe(32))


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work)
