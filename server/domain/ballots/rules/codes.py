"""Codes on slips: their alphabet, a last character that finds slips of the finger, how they are kept, and how they are drawn as a QR code."""

import hashlib
import unicodedata
from collections.abc import Sequence
from itertools import groupby

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: they are mistaken for one another when copied by hand
LONG_LENGTH = 27
"""Characters of the code in a QR code: 132 bits."""
TYPED_LENGTH = 16
"""Characters of the code for typing, and of an opening key: 15 at random (73 bits) and one that checks them."""


def normal_code(typed: str) -> str:
    """A code in the form in which it was printed, whatever stands between its characters."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())


def complete(characters: str) -> str:
    """15 random characters with the one that checks them (Luhn's algorithm, modulo 30)."""
    return characters + ALPHABET[-_sum(characters, 2) % len(ALPHABET)]


def is_whole(code: str) -> bool:
    """Whether a typed code can be right: it has its length, and its last character fits."""
    return len(code) == TYPED_LENGTH and set(code) <= set(ALPHABET) and _sum(code, 1) % len(ALPHABET) == 0


def _sum(characters: str, factor: int) -> int:
    """The sum of the digits, every second one doubled from the right; `factor` is that of the last one."""
    total = 0
    for character in reversed(characters):
        total += sum(divmod(ALPHABET.index(character) * factor, len(ALPHABET)))
        factor = 3 - factor
    return total


def code_id(code: str) -> str:
    """What is kept of a code. With 73 bits or more it cannot be found by trying, so the database holds nothing that could be voted with."""
    return hashlib.sha256(b"linghang ballot code\0" + code.encode()).hexdigest()


def qr_path(modules: Sequence[Sequence[int]]) -> str:
    """The dark modules of a QR code as an SVG path: one horizontal stroke of width 1 for each run."""
    strokes: list[str] = []
    for y, row in enumerate(modules):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x} {y}.5h{length}")
            x += length
    return "".join(strokes)
