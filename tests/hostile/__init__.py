"""Made-up workbooks that no clerk would make: bombs, lies and damage. Each is built by a function of its own.

`python -m hostile` in tests/ reads every one as the program would and prints what it took.
"""

from __future__ import annotations

from hostile import cells, files, sizes, structure
from hostile.frame import ALL, Hostile

__all__ = ["ALL", "Hostile", "cells", "files", "sizes", "structure"]
