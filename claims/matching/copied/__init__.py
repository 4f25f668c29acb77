"""Where a page may have its content from: credits, passages it shares, links, and whose it is."""
