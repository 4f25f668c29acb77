"""What an incident's public note says of the document its dossier started from."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.exchange.dossier_files.values import IncidentRow
from claims.operations.imports.known import Founding


def note_of(given: IncidentRow, founding: Founding | None) -> str:
    """The incident's public note, with what of it comes from the document the dossier started from.

    Where the incident's texts call that document by its id in the dossier, such as "Seed", the
    note says what the word means.
    """
    if founding is None:
        return given.public_note
    lines = (given.public_note, _sentences(given, founding), _word(given, founding))
    return "\n\n".join(line for line in lines if line)


def _sentences(given: IncidentRow, founding: Founding) -> str:
    numbers = [str(number) for number in given.founding_sentences]
    if not numbers:
        return ""
    return ngettext(
        "Sentence %(numbers)s, counted from 0, of %(document)s that this dossier started from.",
        "Sentences %(numbers)s, counted from 0, of %(document)s that this dossier started from.",
        len(numbers),
    ) % {"numbers": ", ".join(numbers), "document": _document(founding)}


def _word(given: IncidentRow, founding: Founding) -> str:
    texts = [given.title, given.summary, given.public_note]
    for claim in given.claims:
        texts += [claim.statement, claim.public_note]
    if not re.search(rf"\b{re.escape(founding.word)}\b", "\n".join(texts), re.IGNORECASE):
        return ""
    if given.founding_sentences:
        return _("“%(word)s” in the texts means that document.") % {
            "word": founding.word.capitalize()
        }
    return _("“%(word)s” in the texts means %(document)s that this dossier started from.") % {
        "word": founding.word.capitalize(),
        "document": _document(founding),
    }


def _document(founding: Founding) -> str:
    return _("the %(kind)s of %(publisher)s") % {
        "kind": founding.kind,
        "publisher": founding.publisher,
    }
