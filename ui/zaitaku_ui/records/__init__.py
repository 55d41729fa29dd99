"""Tables of plain records (名簿, 事務局, 会議の一覧): one widget, whatever the records are."""
