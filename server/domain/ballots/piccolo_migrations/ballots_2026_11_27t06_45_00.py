"""Tables and indexes of ballots as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T06:45:00"

TABLES: Tables = {
    ("Poll", "poll"): {
        "id": Varchar(length=64, primary_key=True),
        "quarter": Varchar(length=10, index=True),
        "name": Varchar(length=500),
        "branches": Text(),
        "members": Text(),
        "by_paper": Boolean(),
        "public_key": Varchar(length=100),
        "state": Varchar(length=10),
        "printed": Integer(),
        "voided": Integer(),
        "used": Integer(null=True, default=None),
        "spoiled": Integer(null=True, default=None),
        "spread": Text(null=True, default=None),
        "closes_on": Varchar(length=10),
        "opened_by": Varchar(length=64),
        "opened_at": BigInt(),
        "closed_by": Varchar(length=64),
        "closed_at": BigInt(null=True, default=None),
        "counted_by": Varchar(length=64),
        "counted_at": BigInt(null=True, default=None),
    },
    ("PollBranch", "poll_branch"): {
        "id": Varchar(length=64, primary_key=True),
        "poll": Varchar(length=64, index=True),
    },
    ("BallotCode", "ballot_code"): {
        "id": Varchar(length=64, primary_key=True),
        "typed": Varchar(length=64, unique=True),
        "poll": Varchar(length=64, index=True),
        "sealed": Text(null=True, default=None),
    },
    ("PollEntry", "poll_entry"): {
        "id": Varchar(length=64, primary_key=True),
        "poll": Varchar(length=64, index=True),
        "kind": Varchar(length=20),
        "content": Text(),
        "entered_by": Varchar(length=64),
        "entered_at": BigInt(),
    },
    ("MassReview", "mass_review"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "branch": Varchar(length=64),
        "quarter": Varchar(length=10),
        "state": Varchar(length=10),
        "ballots": Integer(null=True, default=None),
        "mean_tenths": Integer(null=True, default=None),
        "spread": Text(null=True, default=None),
        "computed_at": BigInt(null=True, default=None),
        "data_up_to": BigInt(null=True, default=None),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "ballots", TABLES, INDEXES)
