"""What the house proposes: plain functions over texts, rows that were read, and rules."""
