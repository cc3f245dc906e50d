#!/usr/bin/env bash
# Installs by apt what the tests run against and is missing: real PostgreSQL, real Redis, Chromium with Chinese fonts, and the
# programs whose files stand in deploy/, and LibreOffice to read what leaves as a file. Only the programs: the tests start their own servers on ports and in folders of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
source deploy/apt.sh

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v redis-server >/dev/null || command -v valkey-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || missing+=(chromium)
compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v unzip >/dev/null || missing+=(unzip)
command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui libreoffice-writer-nogui)
command -v systemd-analyze >/dev/null || missing+=(systemd)
command -v caddy >/dev/null || missing+=(caddy)

[ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
