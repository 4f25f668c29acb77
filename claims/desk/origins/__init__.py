"""Where cited pages have their content from, and which of them confirm a claim independently."""
