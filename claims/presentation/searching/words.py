"""What a search finds, named and counted in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.models.matching.index import IndexedKind

HEADINGS: dict[IndexedKind, str | Promise] = {
    IndexedKind.CLAIM: gettext_lazy("Claims"),
    IndexedKind.INCIDENT: gettext_lazy("Incidents"),
    IndexedKind.PARTY: gettext_lazy("Parties"),
    IndexedKind.PLACE: gettext_lazy("Places"),
    IndexedKind.PUBLISHER: gettext_lazy("Publishers"),
    IndexedKind.PAGE: gettext_lazy("Archived pages"),
}


def counted_words(kind: IndexedKind, n: int, *, is_all: bool) -> str:
    """How many were found: "3 claims", "more than 200 claims".

    Args:
        kind: of what.
        n: how many are told.
        is_all: whether no more may fit.
    """
    match kind:
        case IndexedKind.CLAIM:
            said = ngettext("%(n)s claim", "%(n)s claims", n)
        case IndexedKind.INCIDENT:
            said = ngettext("%(n)s incident", "%(n)s incidents", n)
        case IndexedKind.PARTY:
            said = ngettext("%(n)s party", "%(n)s parties", n)
        case IndexedKind.PLACE:
            said = ngettext("%(n)s place", "%(n)s places", n)
        case IndexedKind.PUBLISHER:
            said = ngettext("%(n)s publisher", "%(n)s publishers", n)
        case _:
            said = ngettext("%(n)s archived page", "%(n)s archived pages", n)
    words = said % {"n": n}
    return words if is_all else _("more than %(counted)s") % {"counted": words}
