"""Find and replace, sort and filter, the next blank cell: what helps to get about in a big table."""
