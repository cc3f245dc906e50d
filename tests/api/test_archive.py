"""Everything of a mine as an archive: every record is in it, nothing that opens something is, and it explains itself."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from server import archive
from server.app import SCHEMAS
from tests.api.phone import HttpPhone
from tests.api.photos import attached, picture, upload
from tests.mine import Mine
from tests.workbooks import Opened

OPENS_SOMETHING = re.compile(r"hash$|private|secret|share|auth$|sealed|typed|p256dh|endpoint|token|password|activation")
NO_SECRETS = {"award.inputs_hash", "rescue_import.sealed_at"}


def lines(packed: zipfile.ZipFile, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in packed.read(f"tables/{table}.jsonl").splitlines()]


async def test_the_archive_holds_every_record_and_photo_and_says_what_each_means(demo_mine: Mine, tmp_path: Path) -> None:
    phone = HttpPhone(await demo_mine.sign_in_as("secretary"))
    await phone.sync()
    row = await attached(phone, picture())
    await upload(phone, row, picture())
    target = tmp_path / "all.zip"
    told = await archive.write_archive(demo_mine.replication, SCHEMAS, target)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        description = json.loads(packed.read("schema.json"))
        assert (description["format"], description["version"]) == ("linghang.archive", 1)
        for name, table in description["tables"].items():
            assert table["meaning"] and table["columns"], name
            (counted,) = await demo_mine.database.fetch(f'select count(*) as "n" from "{name}"')
            kept = counted["n"] - (name == "export")  # that it was written is kept once it is
            assert table["rows"] == kept == len(lines(packed, name)), name
        members = {one["id"]: one for one in lines(packed, "member")}
        stored = await demo_mine.database.fetch('select * from "member" order by "id"')
        truths = ("underground", "deleted")
        assert [{**one, **{name: bool(one[name]) for name in truths}} for one in stored] == list(members.values())
        people = Opened(packed.read("xlsx/党员花名册.xlsx"))
        assert sorted(people.ids("党员花名册")) == sorted(members)
        (photo,) = [name for name in packed.namelist() if name.startswith("files/")]
        (asset,) = lines(packed, "file_asset")
        assert photo == f"files/{asset['content']}.jpg"
        assert packed.read(photo) == (await phone.client.get(f"/api/files/{row}")).content
        noted = (await (await demo_mine.sign_in_as("office")).get("/api/exports")).json()["exports"][0]
        assert (noted["name"], noted["account_name"], noted["rows"]) == ("数据归档", "linghang export", told.rows)
        assert (told.files, told.tables, told.bytes) == (1, len(description["tables"]), target.stat().st_size)


async def test_no_secret_is_in_the_archive_and_each_table_is_in_it_or_left_out_with_a_reason(demo_mine: Mine, tmp_path: Path) -> None:
    """A new table with a column that sounds like a secret must be looked at."""
    tables = {archive._name(table): table for schema in SCHEMAS for table in schema.tables}
    assert archive.LEFT_OUT.keys() <= tables.keys()
    assert all(archive.LEFT_OUT.values())
    exported = {f"{name}.{column}" for name, table in tables.items() if name not in archive.LEFT_OUT for column in archive._columns(table)}
    assert {one for one in exported if OPENS_SOMETHING.search(one.partition(".")[2])} - NO_SECRETS == set()
    (account,) = await demo_mine.database.fetch('select "password_hash" from "account" where "login" = {}', "OFFICE")
    target = tmp_path / "all.zip"
    await archive.write_archive(demo_mine.replication, SCHEMAS, target)
    with zipfile.ZipFile(target) as packed:
        assert all(account["password_hash"].encode() not in packed.read(name) for name in packed.namelist())
        assert not archive.LEFT_OUT.keys() & {Path(name).stem for name in packed.namelist() if name.startswith("tables/")}
