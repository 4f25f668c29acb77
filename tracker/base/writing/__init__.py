"""How dates and lists are written in the reader's language, and where the pages in it are."""
