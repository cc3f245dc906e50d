# Sourced by the scripts beside it: says what went wrong, and installs Debian packages as root or through sudo.

fail() {
  printf '\nCannot go on: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  command -v apt-get >/dev/null || fail "these are missing, and this is no Debian where they could be installed: $*"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "these are missing, and neither root nor sudo is at hand to install them: $*"
  echo "Installing by apt: $*"
  local log
  log=$(mktemp)
  if ! as_root bash -eu -s -- "$@" >"$log" 2>&1 <<'ROOT'; then
# Packages such as postgresql start a service when they are installed; only the programs are wanted here.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod 755 $policy
fi
apt-get update </dev/null
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" </dev/null
ROOT
    tail -n 20 "$log" >&2
    fail "apt could not install: $*"
  fi
  rm -f "$log"
}
