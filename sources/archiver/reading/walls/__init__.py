"""Tell a wall from a page: what stands in the place of a page though the site answered well."""
