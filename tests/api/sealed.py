"""A phone that cannot deliver: seals its queue as the app does, with the server's public key."""

import base64
import gzip
import hashlib
from typing import Any

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.digest import START, extend
from tests.api.phone import HttpPhone

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
INFO = b"linghang rescue 1"
MARK = "LINGHANG SEALED FILE-----"


async def key_of(client: httpx.AsyncClient) -> dict[str, str]:
    """The public key and the proof, fetched while there was a network."""
    answer = await client.get("/api/rescue/key")
    assert answer.status_code == 200, answer.text
    return answer.json()


def content_of(phone: HttpPhone, proof: str, **more: Any) -> dict[str, Any]:
    """What the phone seals: its whole log, the end of its chain, and how far it knows the outcomes."""
    head = extend(START, phone.mutations).hex()
    content = {"proof": proof, "log": phone.log, "mutations": phone.mutations, "acked": phone.acked, "head": head, "app": "0.1.0"}
    return content | {"sealed_at": 1_795_000_000_000} | more


def sealed(key: str, content: Any, packed: bool = True) -> bytes:
    """A sealed file with this content."""
    point = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    text = content if isinstance(content, bytes) else msgspec.json.encode(content)
    box = SUITE.encrypt(gzip.compress(text) if packed else text, public, info=INFO)
    return armoured(b"\x01" + key_id(point) + box)


def key_id(point: bytes) -> bytes:
    """The 8 bytes that name a key."""
    return hashlib.sha256(point).digest()[:8]


def armoured(data: bytes) -> bytes:
    """The bytes as the text of a file, with words before and line ends as some programs make them."""
    text = base64.encodebytes(data).decode().replace("\n", "\r\n")
    return f"\ufeff领航密封文件\r\n\r\n-----BEGIN {MARK}\r\n{text}-----END {MARK}\r\n".encode()


async def queue_of(phone: HttpPhone, **more: Any) -> bytes:
    """The phone's sealed queue."""
    key = await key_of(phone.client)
    return sealed(key["key"], content_of(phone, key["proof"], **more))


async def bring(office: httpx.AsyncClient, file: bytes) -> httpx.Response:
    """The office imports a file."""
    return await office.post("/api/rescue", content=file, headers={"content-type": "application/octet-stream"})
