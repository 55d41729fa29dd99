"""What stands right of the sheet: the cell in full, its past, what the checks found; and the preview."""
