"""Tables and indexes of organisation as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T08:20:02"

TABLES: Tables = {
    ("Organisation", "organisation"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "kind": Varchar(length=20),
        "name": Varchar(length=100),
        "parent": Varchar(length=64, default=None, null=True),
        "branch": Varchar(length=64, default=None, null=True),
        "has_committee": Boolean(),
        "committee_confirmed": Boolean(),
        "closed_on": Varchar(length=10, default=None, null=True),
    },
    ("Member", "member"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "employee_no": Varchar(length=40, unique=True),
        "name": Varchar(length=100),
        "initials": Varchar(length=100),
        "sex": Varchar(length=10, default=None, null=True),
        "kind": Varchar(length=20),
        "no_vote": Varchar(length=20, default=None, null=True),
        "status": Varchar(length=20, default="active"),
        "branch": Varchar(length=64, index=True),
        "group": Varchar(length=64, default=None, null=True),
        "post_profile": Varchar(length=20, default="frontline"),
        "job": Varchar(length=100, default=None, null=True),
        "shift": Varchar(length=100, default=None, null=True),
        "underground": Boolean(),
    },
    ("Post", "post"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "org": Varchar(length=64, index=True),
        "branch": Varchar(length=64, index=True),
        "post": Varchar(length=40),
        "from_on": Varchar(length=10),
        "to_on": Varchar(length=10, default=None, null=True),
    },
    ("Membership", "membership"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "branch": Varchar(length=64, index=True),
        "group": Varchar(length=64, default=None, null=True),
        "from_on": Varchar(length=10),
        "to_on": Varchar(length=10, default=None, null=True),
    },
    ("MemberDetail", "member_detail"): {
        "member": Varchar(length=64, primary_key=True),
        "joined_on": Varchar(length=10, default=None, null=True),
        "full_on": Varchar(length=10, default=None, null=True),
        "note": Varchar(length=500, default=None, null=True),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "organisation", TABLES, INDEXES)
