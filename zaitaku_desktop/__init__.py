"""在宅連携デスク: the records, the 資料 and the files, without any window.

Imports go down only: cli → exchange, operations, checks → forms → typeset, storage → model → base.
"""

__version__ = "0.1.0"
