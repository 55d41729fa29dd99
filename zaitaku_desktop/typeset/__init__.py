"""Japanese typesetting: blocks → layout → placed boxes → PDF. Knows no word of the domain."""
