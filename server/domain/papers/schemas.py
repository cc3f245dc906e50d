"""What the pages of papers send and receive."""

import msgspec

from server.domain.audit import Why


class MeetingLineOut(msgspec.Struct, frozen=True):
    """One filed meeting in the ledger. Instants in epoch ms; `names` tells by status who came and who did not, with reasons."""

    meeting: str
    title: str
    kind: str
    status: str
    branch: str
    branch_name: str
    group_name: str
    held_start: int
    held_end: int | None
    place: str
    chair_name: str
    recorder_name: str
    agenda: str
    resolutions: list[str]
    expected: int
    present: int
    leave: int
    absent: int
    names: str


class MeetingLedgerOut(msgspec.Struct, frozen=True):
    """A page of the ledger by time; `cursor` asks for the next one, null at the end."""

    lines: list[MeetingLineOut]
    cursor: str | None


class PaperTemplateOut(msgspec.Struct, frozen=True):
    """A template for minutes; the shipped one has the id `shipped`, and no one who added it. `size` in bytes, `added_at` in epoch ms."""

    id: str
    name: str
    size: int
    chosen: bool
    added_by_name: str
    added_at: int | None


class TemplateChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why minutes are written by another template, or one is forgotten."""

    reason: Why


class PaperTemplatesOut(msgspec.Struct, frozen=True):
    """All templates, the shipped one first, and the fields that a template may name with what each holds."""

    templates: list[PaperTemplateOut]
    fields: dict[str, str]
