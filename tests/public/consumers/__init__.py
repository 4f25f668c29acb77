"""The public side read by other people's programs, which know nothing of how it is made."""
