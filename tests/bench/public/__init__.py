"""Pages for readers: `server` is the site's own with two pages more, `pages` asks and measures."""

from tests.bench.public.pages import run

__all__ = ["run"]
