"""What is told to whom, in which words, and who may still read it."""
