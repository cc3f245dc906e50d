"""Who is asking: an actor with grants, as the signed-in session proves it at this moment; and what an id looks like."""

from __future__ import annotations

import uuid
from functools import cached_property

import msgspec

OFFICE_ROLES = frozenset({"office", "committee_leader", "assessor", "administrator"})
"""Roles that are granted to an account; they work over HTTP and open no branch's rows on a phone. An assessor's opens forms alone."""


class Grant(msgspec.Struct, frozen=True):
    """One role at one organisation; `branch` is the branch that the organisation is or belongs to, if any.

    `of_mine`: the organisation is the mine's committee, so that the role holds everywhere.
    """

    role: str
    org: str
    branch: str | None = None
    of_mine: bool = False


class SignedIn(msgspec.Struct, frozen=True):
    """Whoever has a live session, as far as a route needs it that reads the rights in its own transaction."""

    account: str


class Actor(msgspec.Struct, frozen=True, dict=True):
    """The person behind a request; `member` is absent for an account that belongs to no member of the roster."""

    account: str
    member: str | None
    name: str
    grants: tuple[Grant, ...] = ()
    assesses: frozenset[str] = frozenset()
    """Ids of the branches that the person assesses now."""

    def has(self, *roles: str) -> bool:
        """Whether the person holds at least one of the roles now: a post in some branch, a granted role for the whole mine."""
        return any(grant.role in roles and (grant.of_mine or grant.role not in OFFICE_ROLES) for grant in self.grants)

    def holds(self, *roles: str) -> bool:
        """Whether the person holds at least one of the roles somewhere: only for what is then narrowed to that place."""
        return any(grant.role in roles for grant in self.grants)

    @cached_property
    def branches(self) -> frozenset[str]:
        """Ids of the branches where the person holds a post now."""
        return frozenset(grant.branch for grant in self.grants if grant.branch and grant.role not in OFFICE_ROLES)

    def speaks_for(self, branch: str) -> bool:
        """Whether the person holds a post of the branch itself: a group leader does not speak for it, nor does a role granted to an account."""
        return any(grant.branch == branch and grant.role not in OFFICE_ROLES and grant.role != "group_leader" for grant in self.grants)

    @property
    def person(self) -> str:
        """Under which id what is a person's own is kept: the member, or the account where it belongs to no member."""
        return self.member or self.account

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The scopes whose rows this person's phone may hold (sync/SPEC.md, scopes)."""
        assessed = {f"assess:{branch}" for branch in self.assesses}
        return frozenset({"site", f"person:{self.person}"} | assessed | {f"branch:{branch}" for branch in self.branches})


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID in its one usual spelling; only such a name ever becomes the name of a file on disk."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
