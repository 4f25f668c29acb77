"""How rows look in the API: one shape a kind of row, one file a group of them."""
