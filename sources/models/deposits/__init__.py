"""Files that people brought: what is sealed, what waits for a choice, what readers do not get."""
