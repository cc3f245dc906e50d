"""What a phone seals, and what the office sees of it."""

from typing import Annotated, Any, Literal

import msgspec

MUTATIONS_AT_MOST = 20_000
"""More than one person makes in the thirty days for which a phone keeps what was answered."""


class KeyOut(msgspec.Struct):
    """What a phone needs to seal: the installation's public key (P-256, uncompressed, base64url), and the proof of whose phone it is."""

    key: str
    proof: str


class Draft(msgspec.Struct):
    """Something begun and not saved, as the phone kept it. `saved_at` is the phone's clock."""

    id: str
    saved_at: int
    content: Any


class Step(msgspec.Struct):
    """One change of state of the phone's sender, by the phone's clock; `why` names what caused it. It came `times` times from `since` to `at`."""

    at: int
    state: str
    why: str = ""
    since: int = 0
    times: int = 1


class Content(msgspec.Struct):
    """The content of a sealed file, version 1. `mutations` are those of one log without a gap, as they would be sent; up to `acked` the phone
    knew their outcomes. `head` is the chain's end after the last one, where the phone could compute it.
    """

    proof: str
    log: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    mutations: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MUTATIONS_AT_MOST)]
    acked: int = 0
    head: str | None = None
    app: Annotated[str, msgspec.Meta(max_length=40)] = ""
    sealed_at: int = 0
    drafts: list[Draft] = []
    steps: list[Step] = []


class FaultOut(msgspec.Struct):
    """Why a mutation was rejected, in words."""

    title: str
    detail: str
    remedy: str = ""


class ItemOut(msgspec.Struct):
    """One mutation and what became of it. `title`, `kind` and `branch_name` are those of the record it is about, if there is one."""

    mid: int
    name: str
    row: str
    title: str
    kind: str
    branch_name: str
    made_at: int | None
    result: Literal["applied", "merged", "conflict", "held", "rejected", "quarantined"]
    reason: str | None
    problem: FaultOut | None


class ImportedOut(msgspec.Struct):
    """One import: who brought whose file when; instants in epoch ms. `taken` counts what was new, null where the import broke off."""

    id: str
    code: str
    author_name: str
    imported_by_name: str
    imported_at: int
    sealed_at: int
    taken: int | None
    known: int


class ImportsOut(msgspec.Struct):
    """The newest imports, newest first."""

    items: list[ImportedOut]


class ImportOut(msgspec.Struct):
    """One import with the outcome of everything the phone was waiting to deliver."""

    imported: ImportedOut
    app: str
    log: str
    items: list[ItemOut]
    drafts: list[Draft]
    steps: list[Step]
