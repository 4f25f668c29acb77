"""What was written down before a merge, read after it."""
