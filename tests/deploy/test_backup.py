"""deploy/backup.sh and deploy/restore.sh on real databases: what was there comes back, and phones can tell that it was restored."""

import hashlib
import os
import re
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from tests.house.project import ROOT
from tests.services import Postgres

CONTENT = """
create table site_state (key text primary key, value text not null);
create table meeting (id text primary key, place text);
create table scope_head (scope text primary key, head bigint not null, gc_floor bigint not null);
insert into site_state values ('epoch', 'the first life');
insert into scope_head values ('site', 7, 0);
insert into meeting values ('m1', '320水平会议室');
"""
FORGET = "delete from meeting"
PLACES = "select place from meeting"
EPOCHS = "select value, head from site_state, scope_head"


def script(name: str, argument: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs one of the two scripts as an operator would."""
    environment = {"PATH": os.environ["PATH"], "LINGHANG_DATA": "/nowhere"} | settings
    return subprocess.run([ROOT / "deploy" / name, argument], env=environment, capture_output=True, text=True, timeout=60, check=False)


def backup(folder: Path, **settings: str) -> Path:
    done = script("backup.sh", folder, **settings)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def restore(file: Path, **settings: str) -> None:
    done = script("restore.sh", file, **settings)
    assert done.returncode == 0, done.stderr


def begins_a_later_life(epoch: str, head: int) -> None:
    """The epoch is ordered by the minute of the restore, so that no revision or place given before is given again to something else."""
    minutes = (time.time() - datetime(2026, 1, 1, tzinfo=UTC).timestamp()) / 60
    assert re.fullmatch(r"\d+-[0-9a-f]{32}", epoch)
    assert 0 <= minutes - int(epoch.partition("-")[0]) < 5
    assert head == int(epoch.partition("-")[0]) << 24


def test_sqlite_comes_back_and_the_present_file_is_moved_aside(tmp_path: Path):
    settings = {"LINGHANG_DATA": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    live = sqlite3.connect(tmp_path / "data" / "linghang.db")
    live.execute("pragma journal_mode=wal")
    live.executescript(CONTENT)

    # The connection stays open: what it wrote is still in the write-ahead log alone.
    file = backup(tmp_path / "backups", **settings)
    live.execute(FORGET)
    live.commit()
    live.close()
    restore(file, **settings)

    restored = sqlite3.connect(tmp_path / "data" / "linghang.db")
    assert restored.execute(PLACES).fetchall() == [("320水平会议室",)]
    [(epoch, head)] = restored.execute(EPOCHS).fetchall()
    begins_a_later_life(epoch, head)
    [aside] = (tmp_path / "data").glob("linghang.db.before-restore-*[0-9]")
    assert sqlite3.connect(aside).execute(PLACES).fetchall() == []


async def test_postgresql_comes_back_whole(tmp_path: Path, postgres: Postgres):
    url = await postgres.create("backup")
    connection = await asyncpg.connect(url)
    await connection.execute(CONTENT)

    file = backup(tmp_path, LINGHANG_DATABASE_URL=url)
    await connection.execute(FORGET)
    await connection.close()
    restore(file, LINGHANG_DATABASE_URL=url)

    connection = await asyncpg.connect(url)
    assert [row["place"] for row in await connection.fetch(PLACES)] == ["320水平会议室"]
    [epoch] = await connection.fetch(EPOCHS)
    begins_a_later_life(epoch["value"], epoch["head"])
    await connection.close()
    await postgres.drop("backup")


def test_a_damaged_backup_changes_nothing(tmp_path: Path):
    settings = {"LINGHANG_DATA": str(tmp_path)}
    with sqlite3.connect(tmp_path / "linghang.db") as live:
        live.executescript(CONTENT)
    damaged = tmp_path / "linghang-1.db.gz"
    damaged.write_bytes(backup(tmp_path / "backups", **settings).read_bytes()[:-20])
    done = script("restore.sh", damaged, **settings)
    assert done.returncode != 0
    assert sqlite3.connect(tmp_path / "linghang.db").execute(EPOCHS).fetchall() == [("the first life", 7)]


@pytest.mark.parametrize(("database", "word"), [("mysql://there", "neither"), ("sqlite:////nowhere/at/all.db", "no database")])
def test_an_unusable_database_is_told(tmp_path: Path, database: str, word: str):
    done = script("backup.sh", tmp_path, LINGHANG_DATABASE_URL=database)
    assert done.returncode == 1
    assert word in done.stderr


def store(folder: Path, content: bytes) -> Path:
    """A photo where the server stores it: under its own sha256."""
    name = hashlib.sha256(content).hexdigest()
    (folder / name[:2]).mkdir(parents=True, exist_ok=True)
    (folder / name[:2] / name).write_bytes(content)
    return folder / name[:2] / name


def mine_with_photos(tmp_path: Path, *contents: bytes) -> tuple[dict[str, str], list[Path]]:
    """A data folder with a database and some photos; the folder's name has a blank, as an address cannot."""
    data = tmp_path / "the data"
    data.mkdir()
    with sqlite3.connect(data / "linghang.db") as live:
        live.executescript(CONTENT)
    return {"LINGHANG_DATA": str(data)}, [store(data / "files", content) for content in contents]


@pytest.mark.parametrize("by_address", [False, True], ids=["default folder", "file address"])
def test_photos_come_back_with_the_database_and_what_is_there_stays(tmp_path: Path, by_address: bool):
    settings, (lost, torn, kept) = mine_with_photos(tmp_path, b"lost", b"torn", b"kept")
    if by_address:
        settings["LINGHANG_FILES_URL"] = (tmp_path / "the data" / "files").as_uri()
    file = backup(tmp_path / "backups", **settings)
    lost.unlink()
    torn.write_bytes(b"to")
    kept_at = kept.stat().st_ino
    restore(file, **settings)
    assert [path.read_bytes() for path in (lost, torn, kept)] == [b"lost", b"torn", b"kept"]
    assert kept.stat().st_ino == kept_at


def test_a_photo_is_copied_once_and_kept_for_as_long_as_the_backups_that_show_it(tmp_path: Path):
    settings, (purged, shown) = mine_with_photos(tmp_path, b"purged", b"shown")
    folder = tmp_path / "backups"
    backup(folder, **settings)
    copies = [folder / "files" / path.parent.name / path.name for path in (purged, shown)]
    first = copies[1].stat().st_ino
    purged.unlink()
    backup(folder, **settings)
    assert all(copy.exists() for copy in copies) and copies[1].stat().st_ino == first
    for copy in copies:
        os.utime(copy, (0, time.time() - 31 * 86400))
    backup(folder, **settings)
    assert [copy.exists() for copy in copies] == [False, True]


def test_a_damaged_photo_is_told_and_never_copied_over_a_good_one(tmp_path: Path):
    settings, (photo,) = mine_with_photos(tmp_path, b"photo")
    backup(tmp_path / "backups", **settings)
    photo.write_bytes(b"damaged")
    done = script("backup.sh", tmp_path / "backups", **settings)
    assert done.returncode == 1
    assert photo.name in done.stderr and "the database was" in done.stderr
    assert (tmp_path / "backups" / "files" / photo.parent.name / photo.name).read_bytes() == b"photo"


def test_files_in_other_storage_are_left_to_it(tmp_path: Path):
    settings, _ = mine_with_photos(tmp_path, b"photo")
    backup(tmp_path / "backups", **settings, LINGHANG_FILES_URL="s3://bucket/prefix")
    assert not (tmp_path / "backups" / "files").exists()
