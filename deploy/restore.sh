#!/usr/bin/env bash
# Puts a backup back:  deploy/restore.sh FILE      Stop the servers and workers first.
# Photos and scans come back from the folder `files` beside FILE; those that are there already stay.
# SQLite: the present file is moved aside, never overwritten. PostgreSQL: the tables are replaced in one transaction, or not at all.
# Afterwards phones learn at their next contact that the server was restored, and send again what it has forgotten.
set -euo pipefail
umask 077
# shellcheck source=deploy/database.sh
source "$(dirname "$0")/database.sh"

file=${1:?usage: deploy/restore.sh FILE}
[ -f "$file" ] || fail "there is no file $file"
# The epoch names this life of the database and begins with the minutes since 2026: what is written from now on gets higher revisions
# and places than anything that the phones may hold and the backup has forgotten (server/replication/site.py).
minutes=$((($(date +%s) - 1767225600) / 60))
floor=$((minutes << 24))
epoch=$minutes-$(tr -d - </proc/sys/kernel/random/uuid)
raise_heads="update scope_head set head = $floor where head < $floor"
begin_epoch="insert into site_state (key, value) values ('epoch', '$epoch') on conflict (key) do update set value = excluded.value"
part=$(mktemp)
trap 'rm -f "$part"' EXIT

if [ $kind = sqlite ]; then
  case $file in *.db.gz) ;; *) fail "$file is no backup of an SQLite database (….db.gz)" ;; esac
  gzip --decompress --stdout "$file" >"$part"
  "$python" - "$part" "$begin_epoch" "$raise_heads" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as copy:
    [[verdict]] = copy.execute("pragma integrity_check(1)")
    if verdict != "ok":
        sys.exit(f"the backup is damaged: {verdict}")
    for statement in sys.argv[2:]:
        copy.execute(statement)
PY
  mkdir -p "$(dirname "$sqlite_file")"
  aside=$sqlite_file.before-restore-$(date +%Y%m%dT%H%M%S)
  for suffix in '' -wal -shm; do
    [ ! -e "$sqlite_file$suffix" ] || mv "$sqlite_file$suffix" "$aside$suffix"
  done
  # Copied beside its place first: the last step is one rename.
  cp "$part" "$sqlite_file.restoring"
  sync "$sqlite_file.restoring"
  mv "$sqlite_file.restoring" "$sqlite_file"
else
  case $file in *.dump) ;; *) fail "$file is no backup of a PostgreSQL database (….dump)" ;; esac
  command -v pg_restore >/dev/null || fail "pg_restore is not installed (Debian: postgresql-client)"
  # Written out whole before it is run: half a script must never be committed.
  pg_restore --clean --if-exists --no-owner --file="$part" "$file"
  printf 'set search_path = public;\n%s;\n%s;\n' "$begin_epoch" "$raise_heads" >>"$part"
  psql --quiet --no-psqlrc --single-transaction --set=ON_ERROR_STOP=1 --dbname="$database_url" --file="$part" >/dev/null
fi
copy_files "$(dirname "$file")/files" "$files_folder" || fail "the database was restored, but not all photos and scans"
echo "Restored from $file. Start the servers and workers now."
