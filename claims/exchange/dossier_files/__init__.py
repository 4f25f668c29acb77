"""Dossier folders: the format a newsroom writes by hand, read and checked. Plain Python.

``read_dossier`` turns a folder into rows and a list of problems, each with file, line and field.
It knows nothing of the database; ``claims.operations.imports`` writes the rows.
``seeds/README.md`` tells the same format to the people who write it.
"""

from claims.exchange.dossier_files.folder import DossierReading, read_dossier
from claims.exchange.dossier_files.problems import Problem, Where
from claims.exchange.dossier_files.shared import BUILT_IN, EXERCISE_SCHEME, Vocabulary
from claims.exchange.dossier_files.terms import Codes, brought_terms
from claims.exchange.dossier_files.values import Dossier, Terms

__all__ = [
    "BUILT_IN",
    "EXERCISE_SCHEME",
    "Codes",
    "Dossier",
    "DossierReading",
    "Problem",
    "Terms",
    "Vocabulary",
    "Where",
    "brought_terms",
    "read_dossier",
]
