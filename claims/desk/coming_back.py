"""Forms that are opened on the way while a cited page is quoted: each leads back to that screen.

A link to such a form carries the key of the citation, never an address, so that it can lead nowhere
but to a screen of ours that this person may open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from claims.involvement import Involvement
from claims.reads.desk.claims import citations_seen_by
from claims.rules.acts import QUOTE_CITED
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from claims.models import Citation
    from tracker.base.people.models import User

CITATION = "citation"
"""In a link or beside a button: the citation for which words are being quoted."""


def quoting_address(user: User, citation: Citation | None) -> str:
    """Where somebody quotes words of a cited page; "" where there is none or they may not."""
    if citation is None or refuse(user, QUOTE_CITED, Involvement(user, citation)) is not None:
        return ""
    return reverse("desk:citation_quote", args=[citation.pk])


def from_quoting(citation: Citation) -> str:
    """The end of the address of a form that leads back to where words of a page are quoted."""
    return f"?{urlencode({CITATION: citation.pk})}"


def quoted_from(request: HttpRequest) -> tuple[str, str]:
    """The screen of quoting from which somebody comes.

    Returns:
        Its address, and the end of the addresses of further forms on the way; both "" for who
        comes from elsewhere.
    """
    given = request.POST.getlist(CITATION) or request.GET.getlist(CITATION)
    if not (keys := keys_of(given)):
        return "", ""
    citation = citations_seen_by(person(request)).filter(pk=max(keys)).first()
    address = quoting_address(person(request), citation)
    return address, from_quoting(citation) if citation and address else ""


class OpenedWhileQuoting(ActView):
    """An act that is done on the way: who came from the screen of quoting goes on there.

    Attributes:
        quoting: the address of that screen; "" for who came from elsewhere.
        came_from: the end of the addresses of further forms on the way.
    """

    prefilled: ClassVar[tuple[str, ...]] = (CITATION,)
    quoting, came_from = "", ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read where they came from."""
        super().setup(request, *args, **kwargs)
        self.quoting, self.came_from = quoted_from(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how further forms on the way are led back from."""
        return super().get_context_data(came_from=self.came_from, **kwargs)
