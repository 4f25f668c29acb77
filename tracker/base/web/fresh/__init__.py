"""Pages that readers are shown again as long as nothing changed that they show.

`marks` says in which state the tables are and which of them a page was made from, `questions` asks
again what a page asked of them, `kept` keeps pages with both, `shared` lends those of one process
to all of a `build`, `copies` answers from one. See
docs/decisions/quick-pages.md.
"""
