"""What is asked about before it is kept: it may be meant so, and may be a slip."""
