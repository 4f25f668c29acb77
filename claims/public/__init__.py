"""The public door: what a reader sees, with no account and no script."""
