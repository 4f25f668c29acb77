"""The desk among many claims: `rows` fills the tables, `pages` asks and measures."""

from tests.bench.desk.pages import run

__all__ = ["run"]
