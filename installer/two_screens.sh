#!/usr/bin/env bash
# two_screens.sh COMMAND… -- runs COMMAND with two X screens of its own, each with a window manager; their displays
# are in FIRST_SCREEN and SECOND_SCREEN (two windows on one screen would take the keys from each other).
set -euo pipefail
work="$(mktemp -d)"
started=()
finish() {
  kill "${started[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# screen NAME: starts one, its display (:99) is the content of $work/NAME
screen() {
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$work/number" >/dev/null 2>&1 &
  started+=($!)
  until [[ -s $work/number ]]; do
    kill -0 "${started[-1]}" || exit 1
    sleep 0.1
  done
  printf ':%s' "$(tr -d '\n' <"$work/number")" >"$work/$1"
  rm "$work/number"
  DISPLAY="$(<"$work/$1")" openbox >/dev/null 2>&1 &
  started+=($!)
}

unset XAUTHORITY
screen first
screen second
sleep 1
code=0
FIRST_SCREEN="$(<"$work/first")" SECOND_SCREEN="$(<"$work/second")" "$@" || code=$?
exit "$code"
