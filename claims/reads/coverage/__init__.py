"""How much of the work is about each side."""
