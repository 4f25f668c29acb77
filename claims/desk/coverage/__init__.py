"""Coverage at the desk: whether each side gets the same care."""
