"""Secretaries: the eleven items, what may be said of them and asked, and what becomes of a need: data and pure functions."""

from server.domain.secretaries.rules.asking import (
    About,
    Moved,
    NeedContent,
    NoteContent,
    about_fault,
    attended_on,
    branch_led,
    course_fault,
    need_fault,
    note_fault,
    note_id,
)
from server.domain.secretaries.rules.items import GROUPS, ITEMS, LEVELS, NEED, SIDES, TITLES, WORDS, own_fault
from server.domain.secretaries.rules.outgoing import NEED_COLUMNS, NOTE_COLUMNS, need_row, note_row
from server.domain.secretaries.rules.sheet import Import, plan_import, read_notes, template

__all__ = [
    "GROUPS",
    "ITEMS",
    "LEVELS",
    "NEED",
    "NEED_COLUMNS",
    "NOTE_COLUMNS",
    "SIDES",
    "TITLES",
    "WORDS",
    "About",
    "Import",
    "Moved",
    "NeedContent",
    "NoteContent",
    "about_fault",
    "attended_on",
    "branch_led",
    "course_fault",
    "need_fault",
    "need_row",
    "note_fault",
    "note_id",
    "note_row",
    "own_fault",
    "plan_import",
    "read_notes",
    "template",
]
