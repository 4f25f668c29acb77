"""The languages that have a table: every file of `tables/`, by its tag."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from tracker.base.language import tables
from tracker.base.language.table import Language


def found_in(package: ModuleType) -> dict[str, Language]:
    """The tables of a package by language tag.

    Args:
        package: one whose every module says `LANGUAGE`.
    """
    tags = sorted(module.name for module in iter_modules(package.__path__))
    return {tag: import_module(f"{package.__name__}.{tag}").LANGUAGE for tag in tags}


LANGUAGES = found_in(tables)


def language_of(tag: str) -> Language | None:
    """The table for a language tag, of which only the first part counts; None if there is none."""
    return LANGUAGES.get(tag.partition("-")[0].lower())
