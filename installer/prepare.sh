# Read by run.sh and test.sh: brings a fresh machine to the point where the program runs. Bash 4+.
#
# Nothing outside this folder is touched but the system packages below, and those only as root.

# Qt without a screen.
QT_PACKAGES=(libgl1 libegl1 libfontconfig1 libdbus-1-3 libglib2.0-0 libxkbcommon0)
# Qt in a real X window.
WINDOW_PACKAGES=(libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1)
# What the tests look with: a screen that is not there, and readers of PDF that are not ours.
TEST_PACKAGES=(xvfb xauth poppler-utils qpdf)
# Windows need a window manager to get the focus; keys from outside and pictures of the screen need their tools.
SOAK_PACKAGES=(openbox xdotool imagemagick libreoffice-calc)

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Whether a Debian package is installed. Debian 13 renamed some with a t64 at the end.
has_package() {
  local status name
  for name in "$1" "$1t64"; do
    status="$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)"
    [[ "$status" == installed ]] && return 0
  done
  return 1
}

# need_packages NAME…: as root installs what is missing, otherwise names it and stops.
# On a system without dpkg nothing is checked: the names above are Debian's.
need_packages() {
  command -v dpkg-query >/dev/null || return 0
  local missing=() name
  for name in "$@"; do has_package "$name" || missing+=("$name"); done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    stop "次の部品が足りません。管理者の権限で入れてから、もう一度実行してください：
  apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "足りない部品を入れています：${missing[*]}"
  apt-get -qq update || say "部品の一覧を新しくできませんでした。今ある一覧で続けます。"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >&2 ||
    stop "部品を入れられませんでした。ネットワークにつながっているか確かめて、もう一度実行してください。"
}

# Whether a command is a Python the program runs on.
is_python() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Prints the Python to use: $PYTHON, else the first of the usual names that is 3.11 or later; or nothing.
find_python() {
  local name
  for name in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
    if is_python "$name"; then
      printf '%s\n' "$name"
      return 0
    fi
    [[ -z "${PYTHON:-}" ]] || stop "PYTHON に指定した $PYTHON は使えません。Python 3.11 以上を指定してください。"
  done
}

# What an environment was made for; when any of it changes, the environment is brought up to date.
# $1 = the Python, $2 = the extras. The folder counts too: an environment does not survive being moved.
stamp_of() {
  { printf '%s\n' "$PWD" "$2"; "$1" -c 'import sys; print(sys.version)'; cat pyproject.toml; } | sha256sum
}

# prepare_python EXTRAS (empty, or "[dev]"): makes .venv and installs the program into it, editable.
prepare_python() {
  local python extras="$1" stamp mark=.venv/.prepared-run
  [[ -z "$extras" ]] || mark=.venv/.prepared-dev
  python="$(find_python)"
  if [[ -z "$python" ]]; then
    need_packages python3 python3-venv
    python="$(find_python)"
  fi
  [[ -n "$python" ]] || stop "Python 3.11 以上が見つかりません。入れてから、もう一度実行してください。"
  stamp="$(stamp_of "$python" "$extras")"
  [[ -f $mark && "$(<"$mark")" == "$stamp" ]] && is_python .venv/bin/python && return 0
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    need_packages python3-venv
  fi
  make_environment "$python"
  say "プログラムを組み立てています（初めてのときは数分かかります）。"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extras" ||
    stop "部品を取り込めませんでした。ネットワークにつながっているか確かめて、もう一度実行してください。"
  printf '%s\n' "$stamp" >"$mark"
}

# Makes .venv anew when there is none, when it is of another Python, or when it was made in another folder.
make_environment() {
  local wanted found
  wanted="$("$1" -c 'import sys; print(sys.version)')"
  found="$(.venv/bin/python -c 'import sys; print(sys.version)' 2>/dev/null || true)"
  if [[ "$wanted" != "$found" ]] || ! grep -qsF "$PWD/.venv" .venv/bin/pip; then
    "$1" -m venv --clear .venv || stop "Python の環境を作れませんでした。このフォルダーに書き込めるか確かめてください。"
  fi
}
