"""The sealed file: how it is read, whose it is, and why it may be refused.

A sealed file is text, so that it travels through any chat: some words for people, and between two marks, in base64, a version byte, the first 8 bytes
of the SHA-256 of the key it was sealed to, and the content under HPKE (RFC 9180: DHKEM P-256, HKDF-SHA256, AES-256-GCM). The content is
JSON (schemas.Content), packed by gzip where the phone could. Only this installation can read it; the proof inside tells whose phone made it.
"""

import base64
import binascii
import hashlib
import hmac
import re
import zlib
from collections.abc import Sequence

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.domain.rescue.schemas import Content
from server.kit.problems import Problem

UNPACKED_AT_MOST = 8_000_000
VERSION = 1
_KEY_ID = slice(1, 9)
_BOX = slice(9, None)
_INFO = b"linghang rescue 1"
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ARMOUR = re.compile(rb"-----BEGIN LINGHANG SEALED FILE-----([A-Za-z0-9+/=\s]+)-----END LINGHANG SEALED FILE-----")
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: read aloud, they are mistaken for one another
_CODE_LENGTH = 6
_read_content = msgspec.json.Decoder(Content).decode


class _Numbered(msgspec.Struct):
    mid: int


_read_number = msgspec.json.Decoder(_Numbered).decode


def public_bytes(key: EllipticCurvePrivateKey) -> bytes:
    """The public key as phones import it: an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def key_id(key: EllipticCurvePrivateKey) -> bytes:
    """8 bytes that name a key in the head of a sealed file."""
    return hashlib.sha256(public_bytes(key)).digest()[:8]


def base64url(data: bytes) -> str:
    """Bytes as text for JSON, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sealed_in(file: bytes) -> bytes:
    """The sealed bytes in a file, whatever words, line ends or marks a program on the way has added. Problem `rescue.unreadable`."""
    found = _ARMOUR.search(file)
    try:
        sealed = base64.b64decode(b"".join(found[1].split()), validate=True) if found else b""
    except binascii.Error:
        sealed = b""
    if len(sealed) <= _BOX.start or sealed[0] != VERSION:
        raise _unreadable("这不是领航的密封文件，或者文件没有传完整。")
    return sealed


def code_of(sealed: bytes) -> str:
    """Six characters that phone and office read to each other: the same file has the same ones."""
    number = int.from_bytes(hashlib.sha256(sealed).digest()[:6])
    characters: list[str] = []
    for _ in range(_CODE_LENGTH):
        number, at = divmod(number, len(_CODE_ALPHABET))
        characters.append(_CODE_ALPHABET[at])
    return "".join(characters)


def opened(key: EllipticCurvePrivateKey, sealed: bytes) -> Content:
    """What a phone sealed. Problem `rescue.other_key` for another installation's file, `rescue.unreadable` for a damaged or altered one."""
    if sealed[_KEY_ID] != key_id(key):
        raise Problem("rescue.other_key", "这份文件不是封给本系统的", "它是另一套领航封的，或者封在系统重装之前。", "请交给当时登录的那套系统。", 400)
    try:
        packed = _SUITE.decrypt(sealed[_BOX], key, info=_INFO)
        return _read_content(_unpacked(packed))
    except (InvalidTag, ValueError, zlib.error, msgspec.DecodeError) as error:
        raise _unreadable("文件在传送途中损坏，或者被改动过。") from error


def _unpacked(packed: bytes) -> bytes:
    """Gzip unpacked up to the limit: a small file that unpacks to a huge one is refused, not unpacked."""
    if not packed.startswith(b"\x1f\x8b"):
        return packed
    machine = zlib.decompressobj(wbits=31)
    text = machine.decompress(packed, UNPACKED_AT_MOST)
    if machine.unconsumed_tail:
        raise Problem("rescue.too_large", "文件太大", f"打开后超过 {UNPACKED_AT_MOST // 1_000_000} MB。", "请让手机连网直接送达。", 413)
    if not machine.eof:
        raise zlib.error("cut off")
    return text


def _unreadable(detail: str) -> Problem:
    return Problem("rescue.unreadable", "文件读不出来", detail, "请在手机上重新导出一份；手机里的记录还在。", 400)


def proof_of(secret: bytes, account: str) -> str:
    """The server's word that a phone is this account's. Anyone has the public key; only a phone that was signed in has this."""
    return f"{account}.{base64url(_mac(secret, account))}"


def proven(secret: bytes, proof: str) -> str:
    """The account that a proof names. Problem `rescue.unproven` for one that this installation has not given."""
    account = proof.partition(".")[0]
    if not hmac.compare_digest(proof_of(secret, account).encode(), proof.encode()):
        raise Problem("rescue.unproven", "文件没有本人的凭据", "不能确定它出自谁的手机。", "请在本人的手机上重新导出。", 400)
    return account


def _mac(secret: bytes, account: str) -> bytes:
    return hmac.digest(secret, f"linghang rescue proof {account}".encode(), "sha256")


def first_number(mutations: Sequence[msgspec.Raw]) -> int:
    """The number of the first mutation; Problem `rescue.unreadable` unless the others follow without a gap."""
    try:
        numbers = [_read_number(raw).mid for raw in mutations]
    except msgspec.DecodeError as error:
        raise _unreadable("有一条改动没有编号。") from error
    first = numbers[0] if numbers else 1
    if first < 1 or numbers != list(range(first, first + len(numbers))):
        raise _unreadable("改动的编号不连续。")
    return first


_REFUSALS = {
    "sync.gap": ("rescue.gap", "缺少更早的改动", "服务器恢复过备份，手机也没有留下中间的几条。", "请让手机连网送达，应用会自动补齐。"),
    "sync.fork": (
        "rescue.fork",
        "和服务器上的记录对不上",
        "同一编号下有不同的内容：手机的数据被复制过。",
        "请让手机连网送达，应用会另起一份补发。",
    ),
    "sync.foreign_log": ("rescue.foreign", "这份记录属于另一个人", "同一份记录以前是由别的账号送来的。", "请联系管理员。"),
    "session.ended": ("rescue.account_closed", "这个账号已停用", "停用的账号不能再送来记录，文件里的内容没有写入。", "请先启用账号，再导入一次。"),
}


def refused(code: str) -> Problem:
    """Why a file cannot be taken in, by the code with which push would refuse it: whoever imports is not the author, and no app mends it."""
    return Problem(*_REFUSALS[code], 409)


def told_to_office(problem: Problem) -> Problem:
    """What push refused, in words for the office."""
    if problem.code in _REFUSALS:
        return refused(problem.code)
    return Problem(problem.code, problem.title, problem.detail, "请稍后再导入一次。", problem.status, retry_after_s=problem.retry_after_s)
