"""Which pages programs may list, and when each was last changed."""
