"""`import`: what can be taken from an Excel file, taken; the rest listed."""
