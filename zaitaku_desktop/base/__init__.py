"""What every floor stands on: errors, 年度 and 和暦, text helpers, files. Imports nothing of the program."""
