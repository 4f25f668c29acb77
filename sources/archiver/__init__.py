"""The archiver: plain Python that seals one public page as evidence.

Nothing here knows Django, the database or what a page is evidence for. `pipeline.seal` is the
way in; the other modules are its stations, in order: guard, fetch, record, store, extract, verify.
"""

VERSION = "0.1"
"""Ours, as captured sites and provenance sheets see it."""
