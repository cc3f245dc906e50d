# Sourced by backup.sh and restore.sh: which database and which folder of files are meant. Reads LINGHANG_DATABASE_URL, LINGHANG_FILES_URL
# and LINGHANG_DATA as the server does.
# Without them in the environment, those of /etc/linghang/env are taken.

fail() {
  printf 'Cannot go on: %s\n' "$*" >&2
  exit 1
}

if [ -z "${LINGHANG_DATABASE_URL:-}${LINGHANG_DATA:-}" ] && [ -r /etc/linghang/env ]; then
  set -a
  # shellcheck disable=SC1091
  . /etc/linghang/env
  set +a
fi

database_url=${LINGHANG_DATABASE_URL:-sqlite:///${LINGHANG_DATA:-data}/linghang.db}
case $database_url in
  sqlite:///*) kind=sqlite sqlite_file=${database_url#sqlite:///} ;;
  postgresql://* | postgres://*) kind=postgres ;;
  *) fail "LINGHANG_DATABASE_URL is neither sqlite:///… nor postgresql://…" ;;
esac

# The project's own Python where it is installed, else the system's: both have SQLite in them.
python=$(dirname "${BASH_SOURCE[0]}")/../.venv/bin/python
[ -x "$python" ] || python=python3

# Where photos and scans lie; empty where an S3-compatible storage keeps them.
# shellcheck disable=SC2034
case ${LINGHANG_FILES_URL:-} in
  '') files_folder=${LINGHANG_DATA:-data}/files ;;
  file://*) files_folder=$("$python" -c 'import sys, urllib.parse as u; print(u.unquote(u.urlsplit(sys.argv[1]).path))' "$LINGHANG_FILES_URL") ;;
  *) files_folder= ;;
esac

copy_files() {
  [ -n "$1" ] && [ -d "$1" ] || return 0
  "$python" "$(dirname "${BASH_SOURCE[0]}")/copy_files.py" "$1" "$2"
}
