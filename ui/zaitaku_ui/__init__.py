"""The window: PySide6 over zaitaku_desktop."""
