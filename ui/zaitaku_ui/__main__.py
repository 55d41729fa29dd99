"""`python -m zaitaku_ui [FILE]` and `zaitaku [FILE]`."""

from __future__ import annotations

import sys

from zaitaku_desktop.base.own_process import READING


def main() -> None:
    """Entry point of the window."""
    # What each needs is imported here: the process that parses a workbook must not load Qt.
    if sys.argv[1:2] == [READING]:
        from zaitaku_desktop.exchange.reading_process import main as read  # noqa: PLC0415

        sys.exit(read(sys.argv[2:]))
    from zaitaku_ui.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
