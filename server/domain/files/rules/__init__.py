"""Which files a meeting or a request for correction may have, and what a finished upload must be. Pure."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from server.kit.identity import Actor, is_uuid
from server.kit.problems import Problem
from sync.mutation import Refusal


class Allowed(msgspec.Struct, frozen=True):
    """What a meeting may have of one kind of file: how many, and of which types."""

    at_most: int
    mimes: frozenset[str]


IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
KINDS = {"photo": Allowed(3, IMAGES), "scan": Allowed(20, IMAGES | {"application/pdf"})}
LABELS = {"photo": "照片", "scan": "扫描件"}
SIZE_AT_MOST = 12 * 1024 * 1024
"""Bytes of one file. Phones shrink a photo to about 0.3 MB before they name it here."""
DAY_BYTES_AT_MOST = 200 * 1024 * 1024
"""Bytes that one account may send in 24 hours, whatever became of them."""
ATTEMPTS_AT_MOST = 3
"""How often a file may arrive whole with another sha256 than its row says, before it is refused."""
DAY_MS = 24 * 3600 * 1000
KEPT_MS = 30 * DAY_MS
"""How long unfinished uploads and contents that no file shows any more are kept."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STRANGE = re.compile(r"[\x00-\x1f\x7f/\\]")


def attach_fault(row: str, asked: Mapping[str, Any], others: Iterable[Mapping[str, Any]], each: str = "每次会议") -> Refusal | None:
    """Why a file cannot be attached, or None. `others` are the values of the other files there; `each` says in words of what it is one."""
    kind = KINDS.get(asked["kind"])
    if kind is None or asked["mime"] not in kind.mimes:
        return Refusal(
            "files.type", "不能附这种文件", f"不支持的类型 {asked['mime'][:60]}", "请选择 JPEG、PNG 或 WebP 图片，扫描件也可用 PDF", "mime"
        )
    if not 0 < asked["size"] <= SIZE_AT_MOST:
        return Refusal("files.size", "文件太大", f"每个文件不超过 {SIZE_AT_MOST // 1024**2} MB，也不能为空", "请缩小后重新选择", "size")
    if not (is_uuid(row) and _SHA256.fullmatch(asked["sha256"])) or _STRANGE.search(asked["name"]):
        return Refusal("files.field", "内容格式不对", "文件的编号、校验值或名称不合要求", "请更新应用后重试")
    taken = sum(1 for other in others if other["kind"] == asked["kind"] and other["state"] != "refused")
    if taken >= kind.at_most:
        label = LABELS[asked["kind"]]
        return Refusal("files.too_many", f"{label}已满", f"{each}最多附 {kind.at_most} 份{label}", "请先移除不需要的，再添加", "kind")
    return None


def new_asset(asked: Mapping[str, Any], branch: str, now_ms: int, account: str) -> dict[str, Any]:
    """The row of a file whose bytes have not come yet; `asked` is what the phone said of it."""
    return {
        "meeting": "",
        "correction": "",
        "proves": "",
        "member": "",
        **asked,
        "branch": branch,
        "created_at": now_ms,
        "created_by": account,
        "state": "pending",
        "content": "",
        "refused_reason": "",
    }


def may_share(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two files of one sha256 may be the same bytes: they are the same people's to see, and of one type."""
    return all(one[name] == other[name] for name in ("branch", "member", "mime"))


def may_see_proof(actor: Actor, proof: Mapping[str, Any]) -> bool:
    """Whoever sees the request or record sees what proves it: its member, the office, and where the branch sees it those who hold a post there.

    What a branch shows is seen by the committee's leaders too, who read its record.
    """
    if proof["proves"] and actor.has("committee_leader"):
        return True
    return actor.member == proof["member"] or actor.has("office") or proof["branch"] in actor.branches


def may_send_proof(actor: Actor, proof: Mapping[str, Any]) -> bool:
    """Who may send the bytes: the member of a request, or of what a branch shows whoever speaks for the branch."""
    return actor.speaks_for(proof["branch"]) if proof["proves"] else actor.member == proof["member"]


def checksum_of(header: str | None) -> bytes | None:
    """The sha256 that an Upload-Checksum names, or None without the header. Raises Problem 400 for what is no sha256."""
    if header is None:
        return None
    algorithm, _, text = header.partition(" ")
    try:
        digest = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        digest = b""
    if algorithm != "sha256" or len(digest) != 32:
        raise Problem("files.checksum_form", "校验方式不支持", "Upload-Checksum 应为 sha256 及其 Base64 值。", "请更新应用后重试。")
    return digest


def number_in(header: str | None, name: str) -> int:
    """A header's number, not negative. Raises Problem 400."""
    if header is None or not re.fullmatch(r"[0-9]{1,15}", header):
        raise Problem("files.header", "请求格式不对", f"请求头 {name} 应为不小于 0 的整数。", "请更新应用后重试。")
    return int(header)


def next_failure(failures: int) -> bool:
    """Whether one more wrong sha256, after `failures` before it, is the last that is accepted."""
    return failures + 1 >= ATTEMPTS_AT_MOST
