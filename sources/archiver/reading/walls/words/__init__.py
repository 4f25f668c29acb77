"""One language a file: how notices are worded that stand in the place of a page."""
