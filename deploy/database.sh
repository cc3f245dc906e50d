# Sourced by backup.sh and restore.sh: which database is meant. Reads LINGHANG_DATABASE_URL and LINGHANG_DATA as the server does.
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
