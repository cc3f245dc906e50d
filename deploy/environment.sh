#!/usr/bin/env bash
# Makes .venv from a lock: `environment.sh run` or `environment.sh test`. Safe to repeat; installs python3-venv by apt if it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1
python=${PYTHON:-python3}
source deploy/apt.sh

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  fail "Python 3.11 or newer is needed; \"$python\" is ${python:+$("$python" --version 2>&1 || echo missing)}. Set PYTHON=… to choose another."
"$python" -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the packages of requirements/$lock.txt into .venv …"
# The lock is complete, so pip resolves nothing: a release that came out since could not slip in.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "requirements/$lock.txt"
.venv/bin/python -m pip check
# The project itself: editable, with the setuptools of the lock instead of a fetched one.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
touch ".venv/.ready-$lock"
