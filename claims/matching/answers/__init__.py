"""Which claims may answer a claim, each on a ground that is named."""
