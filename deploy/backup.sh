#!/usr/bin/env bash
# Backs the database and the files up while Linghang runs:  deploy/backup.sh FOLDER
# Writes FOLDER/linghang-<time>.db.gz (SQLite) or .dump (PostgreSQL), checks it, copies new photos and scans to FOLDER/files, and removes
# what is older than BACKUP_KEEP_DAYS (30). Files in S3-compatible storage are not copied.
set -euo pipefail
umask 077
# shellcheck source=deploy/database.sh
source "$(dirname "$0")/database.sh"

folder=${1:?usage: deploy/backup.sh FOLDER}
mkdir -p "$folder"
name=$folder/linghang-$(date +%Y%m%dT%H%M%S)
part=$(mktemp "$folder/.part-XXXXXX")
trap 'rm -f "$part" "$part".*' EXIT

if [ $kind = sqlite ]; then
  [ -f "$sqlite_file" ] || fail "there is no database at $sqlite_file"
  # SQLite's own online backup: one consistent state, writers go on.
  "$python" - "$sqlite_file" "$part" <<'PY'
import sqlite3, sys
source, copy = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True), sqlite3.connect(sys.argv[2])
source.backup(copy)
[[verdict]] = copy.execute("pragma integrity_check(1)")
sys.exit(0 if verdict == "ok" else f"the copy is damaged: {verdict}")
PY
  gzip "$part"
  file=$name.db.gz
  mv "$part.gz" "$file"
else
  command -v pg_dump >/dev/null || fail "pg_dump is not installed (Debian: postgresql-client)"
  pg_dump --format=custom --no-owner --file="$part" --dbname="$database_url"
  pg_restore --list "$part" >/dev/null || fail "the dump cannot be read"
  file=$name.dump
  mv "$part" "$file"
fi
sync "$file"

# After the database: whatever a row of the copy calls stored is in the folder by now, and stays there for longer than this takes.
copy_files "$files_folder" "$folder/files" || fail "the files were not all copied; the database was: $file"

[ ! -d "$folder/files" ] || find "$folder/files" -type f -mtime "+${BACKUP_KEEP_DAYS:-30}" -delete
find "$folder" -maxdepth 1 -name 'linghang-*' -type f -mtime "+${BACKUP_KEEP_DAYS:-30}" -delete
echo "$file"
