"""Tables: the one grid widget."""
