"""How well, and how fast, texts are read, searched and compared."""
