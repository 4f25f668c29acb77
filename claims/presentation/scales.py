"""The scales and vocabularies of the house, in a reader's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from claims.models import Credibility
from claims.presentation.change_words import headline
from claims.presentation.copy_states import kind_words
from claims.reads.verdicts import ratings_to_choose
from claims.rules.grounds import Ground
from sources.archiver.outcomes import Outcome
from sources.models import FindingKind, Grade, RecheckKind
from tracker.base.values.choices import coded_choices


def grade_scale() -> list[tuple[str, str | Promise]]:
    """Grades of a publisher's reliability, the best first: value and label."""
    return list(Grade.choices)


def vocabularies() -> dict[str, object]:
    """Every vocabulary that the page on methods explains, by its name in the template."""
    return {
        "ratings": ratings_to_choose(),
        "grounds": list(Ground),
        "grades": grade_scale(),
        "credibilities": Credibility.choices,
        "outcomes": [(one.value, _(one.sentence)) for one in Outcome],
        "findings": [(kind.label.partition(":")[0], kind_words(kind)) for kind in FindingKind],
        "looks": [(one.label, headline(one.value, number=False)) for one in RecheckKind],
    }


def credibility_named(code: str) -> str:
    """A grade of the information by its code, such as ``2: probably true``."""
    return str(dict(coded_choices(Credibility.choices)).get(code, code))
