"""The pages 会議 and 委員 over a small file."""

from meeting_desks import make_desk

__all__ = ["make_desk"]
