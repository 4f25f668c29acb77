"""Load a dossier folder through the operations.

Loading adds what is new and never changes what is there: a row that is in the database already is
compared and, if the file says something else, the difference is reported. So loading twice changes
nothing, and what an editor corrected at the desk is not overwritten by an old file.

Incidents are loaded all or nothing. Incidents whose claims answer each other are one unit, so
that no pair is ever loaded by half.
"""

from claims.operations.imports.demonstration import demonstration_person
from claims.operations.imports.load import Loaded, Progress, load_dossier
from claims.operations.imports.words import vocabulary

__all__ = ["Loaded", "Progress", "demonstration_person", "load_dossier", "vocabulary"]
