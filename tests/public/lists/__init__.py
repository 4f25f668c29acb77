"""What is listed: the rows that a plain query finds, of which no more are read than are shown."""
