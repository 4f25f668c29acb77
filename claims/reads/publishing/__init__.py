"""What is asked before a verdict is published, and what is said of those who decide."""
