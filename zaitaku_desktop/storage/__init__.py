"""The data file: opening, locking, writing with a change log, copies, migrations."""
