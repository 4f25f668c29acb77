"""Queues: what waits for whom, shared out by hand, many at once, or taken as it comes."""
