"""Reads and writes accounts, sessions, granted roles and what is kept for the stores on phones."""

from server.domain.accounts.queries.assessors import end_grant, grant_assessor, list_assessors
from server.domain.accounts.queries.demo import load_demo
from server.domain.accounts.queries.devices import device_rows, list_devices, restore_device, revoke_device
from server.domain.accounts.queries.logins import end_sessions, grant_role, list_people, make_codes, open_account, set_disabled
from server.domain.accounts.queries.replaying import CARRIED, copy_accounts
from server.domain.accounts.queries.roles import give_role, list_roles, take_role
from server.domain.accounts.queries.sessions import (
    activate,
    end_session,
    find_actor,
    find_session,
    list_sessions,
    load_actor,
    load_me,
    purge_sessions,
    sign_in,
    sign_out,
)
from server.domain.accounts.queries.stores import hand_out_share, keep_share, note_lost

__all__ = [
    "CARRIED",
    "activate",
    "copy_accounts",
    "device_rows",
    "end_grant",
    "end_session",
    "end_sessions",
    "find_actor",
    "find_session",
    "give_role",
    "grant_assessor",
    "grant_role",
    "hand_out_share",
    "keep_share",
    "list_assessors",
    "list_devices",
    "list_people",
    "list_roles",
    "list_sessions",
    "load_actor",
    "load_demo",
    "load_me",
    "make_codes",
    "note_lost",
    "open_account",
    "purge_sessions",
    "restore_device",
    "revoke_device",
    "set_disabled",
    "sign_in",
    "sign_out",
    "take_role",
]
