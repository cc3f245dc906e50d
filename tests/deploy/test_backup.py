"""deploy/backup.sh and deploy/restore.sh on real databases: what was there comes back, and phones can tell that it was restored."""

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
insert into site_state values ('epoch', 'the first life');
insert into meeting values ('m1', '320水平会议室');
"""
FORGET = "delete from meeting"
PLACES = "select place from meeting"
EPOCHS = "select value from site_state"


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


def begins_a_later_life(epoch: str) -> None:
    """The epoch is ordered by the minute of the restore, so that no revision given before is given again to something else."""
    minutes = (time.time() - datetime(2026, 1, 1, tzinfo=UTC).timestamp()) / 60
    assert re.fullmatch(r"\d+-[0-9a-f]{32}", epoch)
    assert 0 <= minutes - int(epoch.partition("-")[0]) < 5


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
    [(epoch,)] = restored.execute(EPOCHS).fetchall()
    begins_a_later_life(epoch)
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
    begins_a_later_life(epoch["value"])
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
    assert sqlite3.connect(tmp_path / "linghang.db").execute(EPOCHS).fetchall() == [("the first life",)]


@pytest.mark.parametrize(("database", "word"), [("mysql://there", "neither"), ("sqlite:////nowhere/at/all.db", "no database")])
def test_an_unusable_database_is_told(tmp_path: Path, database: str, word: str):
    done = script("backup.sh", tmp_path, LINGHANG_DATABASE_URL=database)
    assert done.returncode == 1
    assert word in done.stderr
