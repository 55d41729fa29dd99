#!/usr/bin/env bash
# Prepares everything on a fresh machine and opens the sample in the window.
#   ./run.sh [FILE]    opens FILE instead of the sample
#   ./run.sh --setup   only prepares
# Without a display, the sample's 資料 are printed into out/ instead.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
. installer/prepare.sh

start_folder="$OLDPWD"
has_display() { [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; }

setup_only=no
if [[ "${1:-}" == --setup ]]; then
  setup_only=yes
  shift
fi

# Printing needs no Qt: where nobody may install packages, only what is really used is asked for.
if ((EUID == 0)) || has_display; then
  need_packages "${QT_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}"
fi
prepare_python ""
if [[ $setup_only == yes ]]; then
  say "準備ができました。"
  exit 0
fi

file="out/sample.zaitaku"
if [[ -n "${1:-}" ]]; then
  file="$(cd "$start_folder" && readlink -m -- "$1")"
else
  mkdir -p out
  [[ -e $file ]] || .venv/bin/python -m zaitaku_desktop sample "$file" >&2
fi

if has_display; then
  exec .venv/bin/python -m zaitaku_ui "$file"
fi
.venv/bin/python -m zaitaku_desktop print "$file" --all --out out
say "画面がないため、窓は開かずに見本の資料を out/ に印刷しました。"
