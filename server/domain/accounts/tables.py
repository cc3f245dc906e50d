"""Logins, their sessions, the roles that are granted rather than held by a post, and the stores that people have on phones."""

from piccolo.columns import BigInt, Boolean, Integer, Varchar
from piccolo.table import Table

__all__ = ["Account", "PhoneStore", "RoleGrant", "Session"]


class Account(Table, tablename="account"):
    """One login. Without `password_hash` it waits for its one-time code; `failures` and `locked_until_at` slow guessing down."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, null=True, default=None, index=True)
    login = Varchar(length=64, unique=True)
    name = Varchar(length=100)
    password_hash = Varchar(length=200, null=True, default=None)
    activation_hash = Varchar(length=200, null=True, default=None)
    activation_until_at = BigInt(null=True, default=None)
    failures = Integer(default=0)
    locked_until_at = BigInt(null=True, default=None)
    disabled = Boolean(default=False)
    created_at = BigInt()


class Session(Table, tablename="session"):
    """One signed-in browser. The id is the SHA-256 of the token: who reads the table cannot sign in with it."""

    id = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    created_at = BigInt()
    seen_at = BigInt()
    expires_at = BigInt()
    agent = Varchar(length=200)


class RoleGrant(Table, tablename="role_grant"):
    """A role at an organisation from a day until `to_on`, the first day without it. Posts are not granted here: the roster names them."""

    id = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    role = Varchar(length=20)
    org = Varchar(length=64)
    from_on = Varchar(length=10)
    to_on = Varchar(length=10, null=True, default=None)


class PhoneStore(Table, tablename="phone_store"):
    """One person's sealed store on one phone: the server's share of its key (base64; empty if none came), which opens nothing without that phone.

    `asks_login`: handed out only to a session begun just now. `lost_at`, `lost_waiting`: when the phone told that its browser had cleared it.
    `session`: the one by which that phone was in touch last. `revoked_at`: since when the office hands out nothing any more, as the phone was lost.
    """

    id = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    share = Varchar(length=64)
    asks_login = Boolean()
    session = Varchar(length=64, null=True, default=None)
    created_at = BigInt()
    seen_at = BigInt()
    lost_at = BigInt(null=True, default=None)
    lost_waiting = Integer(null=True, default=None)
    revoked_at = BigInt(null=True, default=None)
