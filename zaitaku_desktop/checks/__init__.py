"""点検: records → findings, one file per rule."""
