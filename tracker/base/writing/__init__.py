"""How dates and lists are written in the reader's language, where Django does not know it."""
