"""Every synced column has a policy of its own kind, and synced rows are written through replication alone (SPEC.md, I10)."""

import re
from collections import defaultdict

import pytest
from piccolo.columns import BigInt, Boolean, Integer

from server.app import ALL_MODULES
from server.replication import SyncedTable
from sync.policy import Policy
from tests.house.project import name_of, named, text_of

SYNCED = {table.name: table for module in ALL_MODULES for table in module.synced}
OF_REPLICATION = {"id", "rev", "marks", "deleted"}


@pytest.mark.parametrize("table", SYNCED.values(), ids=SYNCED)
def test_every_column_has_a_policy(table: SyncedTable):
    """Also the other way: a policy of no column would protect nothing."""
    columns = {column._meta.name for column in table.table._meta.columns}
    assert columns - OF_REPLICATION == set(table.fields)
    assert columns >= OF_REPLICATION


@pytest.mark.parametrize("table", SYNCED.values(), ids=SYNCED)
def test_a_policy_is_of_its_columns_kind(table: SyncedTable):
    for column in table.table._meta.columns:
        name = column._meta.name
        if name in OF_REPLICATION:
            continue
        kinds = {"bool"} if isinstance(column, Boolean) else {"int"} if isinstance(column, BigInt | Integer) else {"text", "json"}
        assert table.fields[name].kind in kinds, name


@pytest.mark.parametrize("table", SYNCED.values(), ids=SYNCED)
def test_fields_that_merge_as_one_share_a_policy(table: SyncedTable):
    groups: dict[str, set[Policy]] = defaultdict(set)
    for field in table.fields.values():
        if field.group:
            groups[field.group].add(field.policy)
    assert all(len(policies) == 1 for policies in groups.values()), dict(groups)


@pytest.mark.parametrize("table", [table for table in SYNCED.values() if table.derived], ids=lambda table: table.name)
def test_conclusions_are_the_servers_alone(table: SyncedTable):
    assert {field.policy for field in table.fields.values()} <= {Policy.SERVER, Policy.IMMUTABLE}


def test_synced_rows_are_written_through_replication_alone():
    """No statement of a part changes a synced table: it would leave no revision, no history and no place in a scope."""
    writing = re.compile(rf'(?:insert\s+into|update|delete\s+from)\s+"?({"|".join(SYNCED)})"?[\s(]', re.IGNORECASE)
    found = [
        f"{name_of(path)}: {match.group().strip()}" for path in named(".py", under="server/domain") for match in writing.finditer(text_of(path) or "")
    ]
    assert not found, "\n".join(found)
