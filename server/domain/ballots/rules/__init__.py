"""The decisions about ballots: what may be opened, codes, the seal, the count, and what of it may be published."""

from server.domain.ballots.rules.codes import LONG_LENGTH, TYPED_LENGTH, code_id, complete, normal_code, qr_path
from server.domain.ballots.rules.count import Tally, count_sheets
from server.domain.ballots.rules.outgoing import poll_book, polls_book
from server.domain.ballots.rules.polls import (
    begun,
    check_agreed,
    check_entry,
    check_paper,
    check_poll,
    code_unknown,
    code_used,
    derived_id,
    entries_differ,
    keys_wrong,
    malformed,
    not_now,
    review_id,
    taken_already,
    unit_name,
)
from server.domain.ballots.rules.publication import K, Published, publish
from server.domain.ballots.rules.seal import base64url, key_from, opened, public_bytes, sealed_length

__all__ = [
    "LONG_LENGTH",
    "TYPED_LENGTH",
    "K",
    "Published",
    "Tally",
    "base64url",
    "begun",
    "check_agreed",
    "check_entry",
    "check_paper",
    "check_poll",
    "code_id",
    "code_unknown",
    "code_used",
    "complete",
    "count_sheets",
    "derived_id",
    "entries_differ",
    "key_from",
    "keys_wrong",
    "malformed",
    "normal_code",
    "not_now",
    "opened",
    "poll_book",
    "polls_book",
    "public_bytes",
    "publish",
    "qr_path",
    "review_id",
    "sealed_length",
    "taken_already",
    "unit_name",
]
