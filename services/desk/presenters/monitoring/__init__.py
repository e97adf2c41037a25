"""The monitoring centre as it is shown: figures, maps, tables, lists, forms."""
