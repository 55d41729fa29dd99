"""`python -m zaitaku_ui [FILE]` and `zaitaku [FILE]`."""

from __future__ import annotations

import sys

from zaitaku_ui.app import run


def main() -> None:
    """Entry point of the window."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
