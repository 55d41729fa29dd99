"""The data file: opening, locking, change log, backups, recovery, migrations. Knows no form and no screen."""
