"""資料一式 of a meeting: its 資料 in order, their pages, how they are printed."""
