"""The demonstration: one command that starts everything on one machine and shows it at work."""
