"""Outlines on the screen: a list of blocks, the current one in a live field."""
