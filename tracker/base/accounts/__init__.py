"""What administrators do to accounts: the table of acts, and the operations."""
