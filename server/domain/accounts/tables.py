"""Logins, their sessions, and the roles that are granted rather than held by a post."""

from piccolo.columns import BigInt, Boolean, Integer, Varchar
from piccolo.table import Table

__all__ = ["Account", "RoleGrant", "Session"]


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
