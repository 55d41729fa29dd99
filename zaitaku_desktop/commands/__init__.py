"""What stands behind each command of the command line: arguments in, calls to the floors below, a report out."""
