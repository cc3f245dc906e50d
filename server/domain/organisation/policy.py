"""Who sees organisations, members and posts on a phone. No phone changes them: the roster does."""

from server.domain.organisation.rules import derived_id
from server.replication import Touch
from sync.policy import Field, Policy, Values

_TEXT = Field(Policy.SERVER)
_BOOL = Field(Policy.SERVER, kind="bool")

ORGANISATION = {
    "kind": _TEXT,
    "name": _TEXT,
    "parent": _TEXT,
    "branch": _TEXT,
    "has_committee": _BOOL,
    "committee_confirmed": _BOOL,
    "closed_on": _TEXT,
}

MEMBER = {
    "employee_no": _TEXT,
    "name": _TEXT,
    "initials": _TEXT,
    "sex": _TEXT,
    "kind": _TEXT,
    "no_vote": _TEXT,
    "status": _TEXT,
    "branch": _TEXT,
    "group": _TEXT,
    "post_profile": _TEXT,
    "job": _TEXT,
    "shift": _TEXT,
    "underground": _BOOL,
}

POST = {
    "member": _TEXT,
    "org": _TEXT,
    "branch": _TEXT,
    "post": _TEXT,
    "from_on": _TEXT,
    "to_on": _TEXT,
}

MEMBERSHIP = {
    "member": _TEXT,
    "branch": _TEXT,
    "group": _TEXT,
    "from_on": _TEXT,
    "to_on": _TEXT,
}


def owners_touched(kind: str) -> Touch:
    """A branch that comes, moves or is dissolved touches what is owned above it: which branches see it. `kind` draws all of a part's rows again."""

    def of_branch(before: Values | None, after: Values | None) -> list[tuple[str, str]]:
        return [(kind, "")] if any(row and row["kind"] == "branch" for row in (before, after)) else []

    return Touch("organisation", frozenset({"kind", "parent", "closed_on"}), of_branch)


def organisation_scopes(_: Values) -> frozenset[str]:
    """Everyone sees the tree."""
    return frozenset({"site"})


def member_scopes(values: Values) -> frozenset[str]:
    """A member is seen by those who hold a post in the branch, and by the person; the id follows from the employee number."""
    return frozenset({f"branch:{values['branch']}", f"person:{derived_id('member', values['employee_no'])}"})


def membership_scopes(_: Values) -> frozenset[str]:
    """Where someone belonged before is on no phone."""
    return frozenset()


def post_scopes(values: Values) -> frozenset[str]:
    """A post is seen in its branch."""
    return frozenset({f"branch:{values['branch']}"})
