#!/usr/bin/env bash
# Prepares everything on a fresh machine and runs every check; the exit code is that of the first one that fails.
#   ./test.sh [ARG…]   the arguments go to pytest
#   ./test.sh --setup  only prepares
#   ./test.sh --soak   adds the long runs, and the whole suite once on a real X screen (Xvfb)
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
. installer/prepare.sh

setup_only=no
soak=no
while [[ "${1:-}" == --setup || "${1:-}" == --soak ]]; do
  [[ $1 == --setup ]] && setup_only=yes || soak=yes
  shift
done

need_packages "${QT_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
[[ $soak == no ]] || need_packages "${SOAK_PACKAGES[@]}"
prepare_python "[dev]"
if [[ $setup_only == yes ]]; then
  say "準備ができました。"
  exit 0
fi

result=0
# check NAME COMMAND…: runs it, says how it ended, keeps the first exit code that is not 0 (an abort is 134).
check() {
  local name="$1" code=0 began=$SECONDS
  shift
  "$@" || code=$?
  say "── $name：終了コード ${code}（$((SECONDS - began)) 秒）"
  ((result)) || result=$code
}

# A hanging run ends by itself: pytest-timeout stops single tests, this stops the whole.
bounded() { timeout --signal=INT --kill-after=30 "$@"; }

python=.venv/bin/python
export PYTHONFAULTHANDLER=1
check "ruff check" "$python" -m ruff check .
check "ruff format" "$python" -m ruff format --check .
check "mypy" "$python" -m mypy
check "import-linter" .venv/bin/lint-imports
QT_QPA_PLATFORM=offscreen check "pytest" bounded 1200 "$python" -m pytest -n 2 "$@"
if [[ $soak == yes ]]; then
  QT_QPA_PLATFORM=offscreen check "pytest soak" bounded 7200 "$python" -m pytest -m soak -n 2 --dist worksteal "$@"
  # One screen for each worker: windows on the same one would take the keys from each other.
  QT_QPA_PLATFORM=xcb check "pytest xvfb" bounded 2400 installer/two_screens.sh bash -c \
    'exec "$@" --dist load --tx "popen//env:DISPLAY=$FIRST_SCREEN" --tx "popen//env:DISPLAY=$SECOND_SCREEN"' \
    bash "$python" -m pytest "$@"
fi
exit "$result"
