"""Office files in and out: readers, matching, proposals."""
