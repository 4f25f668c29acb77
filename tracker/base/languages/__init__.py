"""The languages of the site: what they are called, and the addresses of a page in each."""
