"""Editors: one per kind of record; none imports another."""
