"""Import of 自由文書: from text to outlines, and the older cards in them to a 版."""
