"""資料一式 over a small file."""

from meeting_desks import make_desk

__all__ = ["make_desk"]
