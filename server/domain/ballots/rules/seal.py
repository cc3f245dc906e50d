"""The seal of a ballot: HPKE (RFC 9180) to a key that is made from two opening keys on paper and stands in no database.

A ballot before sealing is one byte for each person on it, in their order: all ballots of a poll are equally long, sealed as well as open.
"""

import base64
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SENT_BYTES = 65
_TAG_BYTES = 16


def key_from(opening_keys: Sequence[str], poll: str) -> EllipticCurvePrivateKey:
    """The poll's private key from its two opening keys, in whichever order they are typed. 48 bytes, so that no number is likelier than another."""
    info = f"linghang ballot box {poll}".encode()
    secret = HKDF(algorithm=SHA256(), length=48, salt=None, info=info).derive(" ".join(sorted(opening_keys)).encode())
    return derive_private_key(int.from_bytes(secret) % (_ORDER - 1) + 1, SECP256R1())


def public_bytes(key: EllipticCurvePrivateKey) -> bytes:
    """The public key as browsers import it: an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def base64url(data: bytes) -> str:
    """Bytes as text for JSON, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sealed_length(people: int) -> int:
    """Characters of a sealed ballot about so many people."""
    return len(base64url(bytes(_SENT_BYTES + people + _TAG_BYTES)))


def opened(key: EllipticCurvePrivateKey, poll: str, sealed: str) -> bytes | None:
    """The sheet in a sealed ballot, or None if it was not sealed for this poll."""
    try:
        box = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return _SUITE.decrypt(box, key, info=f"linghang ballot 1 {poll}".encode())
    except (InvalidTag, ValueError):
        return None
