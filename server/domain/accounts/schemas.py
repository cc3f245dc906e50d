"""What the accounts' routes take and give."""

from typing import Annotated

import msgspec
from msgspec import Meta

from server.domain.audit import Why
from server.domain.organisation import PersonFound

Login = Annotated[str, Meta(min_length=1, max_length=64, description="Employee number, or the name given by the office.")]
Password = Annotated[str, Meta(min_length=1, max_length=128)]


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Login and password."""

    login: Login
    password: Password


class Activation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A one-time code and the password the person chose."""

    login: Login
    code: Annotated[str, Meta(min_length=1, max_length=32)]
    password: Password


class Role(msgspec.Struct, frozen=True):
    """A post or granted role that the person holds now."""

    role: str
    org: str
    branch: str | None
    org_name: str


class Me(msgspec.Struct, frozen=True):
    """The signed-in person, with what they may see on their phone."""

    account: str
    name: str
    member: str | None
    login: str
    roles: list[Role]
    scopes: list[str]
    demo: bool


class CodesFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The members who need a one-time code. Whoever has a login already gets another one for a `reason` alone; of first codes it is known."""

    members: Annotated[list[Annotated[str, Meta(pattern=r"^[0-9a-f-]+$", max_length=64)]], Meta(min_length=1, max_length=2000)]
    reason: Annotated[str, Meta(max_length=500)] = ""


class ActivationCode(msgspec.Struct, frozen=True):
    """A one-time code, shown once: only its hash is kept. `until_at` in epoch ms."""

    member: str | None
    name: str
    login: str
    code: str
    until_at: int


class ActivationCodes(msgspec.Struct, frozen=True):
    """The codes in the order of the members asked for."""

    codes: list[ActivationCode]


class SessionItem(msgspec.Struct, frozen=True):
    """One signed-in browser of the person; instants in epoch ms."""

    id: str
    created_at: int
    seen_at: int
    agent: str
    current: bool


Share = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{43}=$", description="32 random bytes in base64.")]


class ShareKept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The server's share of a store's key. `asks_login`: hand it out only to a session begun just now; a store with a PIN says so."""

    share: Share
    asks_login: bool


class ShareHandedOut(msgspec.Struct, frozen=True):
    """The server's share of a store's key."""

    share: str


class StoreLost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A store that the phone's browser cleared. `waiting`: how many mutations were last known to wait in it."""

    waiting: Annotated[int, Meta(ge=0, le=1_000_000)]


class PersonItem(PersonFound, frozen=True, kw_only=True):
    """A member in the office's list of people; `account` is there once a code was made, `has_login` once the person has set a password.

    `disabled`: it may do nothing.
    """

    account: str | None
    has_login: bool
    disabled: bool


class AssessorGrantOut(msgspec.Struct, frozen=True):
    """One place that an assessor assesses: a branch, or a general branch or the committee for all branches below. `from_on` is an ISO day."""

    grant: str
    org: str
    org_name: str
    org_kind: str
    from_on: str


class AssessorOut(msgspec.Struct, frozen=True):
    """An assessor with what is assessed today; `branch_name` is the own branch, '' for who is in no roster."""

    account: str
    name: str
    login: str
    branch_name: str
    grants: list[AssessorGrantOut]


class AssessorsOut(msgspec.Struct, frozen=True):
    """Everyone who is or was an assessor."""

    items: list[AssessorOut]


class AssessorGrantIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The account that is to assess, where, and why."""

    account: Annotated[str, Meta(max_length=64)]
    org: Annotated[str, Meta(max_length=64)]
    reason: Why


Day = Annotated[str, Meta(max_length=10)]


class RoleGrantOut(msgspec.Struct, frozen=True):
    """A role that someone holds, held or will hold at an organisation, from a day (ISO) until the first day without it.

    `standing` is past, current or planned; `own`: it is the asking person's, who does not change it.
    """

    grant: str
    account: str
    name: str
    login: str
    branch_name: str
    role: str
    org: str
    org_name: str
    from_on: str
    to_on: str | None
    standing: str
    own: bool


class RolesOut(msgspec.Struct, frozen=True):
    """All granted roles, with those that may be granted here."""

    items: list[RoleGrantOut]
    grantable: list[str]


class RoleGrantIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who gets which role where, from a day (ISO) on, until the first day without it if that is known; and why."""

    account: Annotated[str, Meta(max_length=64)]
    role: Annotated[str, Meta(max_length=20)]
    org: Annotated[str, Meta(max_length=64)]
    from_on: Day
    reason: Why
    to_on: Day = ""


class RoleEndIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a role ends, from now on."""

    reason: Why


class DeviceOut(msgspec.Struct, frozen=True):
    """One person's store on one phone. `state` is live, lost (its browser cleared it) or revoked; instants in epoch ms.

    `delivered_at` is when any phone of the person last delivered; `lost_waiting` how many changes were known to wait in a store that was cleared.
    """

    device: str
    account: str
    name: str
    login: str
    branch_name: str
    state: str
    created_at: int
    seen_at: int
    delivered_at: int | None
    lost_at: int | None
    lost_waiting: int | None
    revoked_at: int | None


class DevicesOut(msgspec.Struct, frozen=True):
    """Stores on phones, the one used last first; `cursor` asks for the next ones, null at the end."""

    items: list[DeviceOut]
    cursor: str | None


class DeviceChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a phone is revoked, or given back."""

    reason: Why


class AccountChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an account is disabled or enabled, or signed out everywhere."""

    reason: Why


class DemoLogin(msgspec.Struct, frozen=True):
    """A login of the demo mine; its password is known to everyone."""

    role: str
    name: str
    login: str
    password: str
