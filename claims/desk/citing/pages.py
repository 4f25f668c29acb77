"""Citing several pages at once: each known or new, or refused for a reason of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.desk.citing.forms import AddressesForm
from claims.desk.citing.page_list import list_context
from claims.desk.claim_act import ClaimAct
from claims.desk.naming.choosing import ChoosesByName
from claims.desk.rested_on.again import way_on_from
from claims.matching.names_typed import NAMED
from claims.operations.cite import PageInput, cite_address
from claims.rules import acts
from sources.operations.captures.request import request_capture
from sources.operations.register.publishers import NewPublisher
from sources.reads.register import page_at, publisher_at, publishers_of_sites, site_of
from sources.tasks import nudge
from tracker.base.values.address import Address, page_spelled
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import NOT_ACCEPTED
from tracker.base.web.forms import DeskForm, WayOn, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.models import Citation
    from claims.models.matching.index import IndexedKind
    from sources.models import Publisher

MOST_ADDRESSES = 30


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An address that was not cited, and why."""

    typed: str
    why: str
    way_on: WayOn | None = None


class ClaimPages(ChoosesByName, ClaimAct):
    """Cite the pages at some addresses; an address that is refused says why, the rest are kept."""

    what = acts.CITE_SEVERAL
    template_name = "desk/citing/pages.html"
    form_class = AddressesForm
    asks_why_if_held = True
    heading, button = gettext_lazy("Pages of this claim"), gettext_lazy("Cite these pages")
    prefilled = ("addresses",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim; nothing is refused yet."""
        super().setup(request, *args, **kwargs)
        self.refused: list[RefusedLine] = []

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask who publishes at the sites that nothing here tells of."""
        form = super().get_form(form_class)
        assert isinstance(form, AddressesForm)
        form.fields["addresses"].widget.attrs["autofocus"] = not form.is_bound
        if form.is_bound:
            pages = [page for line in form.lines()[:MOST_ADDRESSES] if (page := page_spelled(line))]
            sites = dict.fromkeys(site_of(one) or one for one in pages if page_at(one) is None)
            known = publishers_of_sites(sites)
            form.ask_who_publishes([site for site in sites if site not in known])
        return form

    def named_kinds(self) -> Mapping[str, IndexedKind]:
        """Who publishes at a site is the only thing that is chosen by name."""
        return {"publisher": NAMED["publisher"]}

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Cite them; what was refused stays in the form, with its reason."""
        response = super().form_valid(form)
        if not self.refused:
            return response
        sent = self.request.POST.copy()
        sent["addresses"] = "\n".join(row.typed for row in self.refused)
        again = self._filled(sent)
        again.show_only()
        again.carry(self.seen())
        self.keep_rest(again)
        return self.render_to_response(self.get_context_data(form=again), status=NOT_ACCEPTED)

    def act(self, data: dict[str, Any]) -> str:
        """Cite each and ask for the captures; then on to them all, or to quoting the only one."""
        lines = list(dict.fromkeys(line.strip() for line in data["addresses"].splitlines()))
        lines = [line for line in lines if line]
        known: dict[str, Publisher] = {}
        tried = [self._cite(line, data, known) for line in lines[:MOST_ADDRESSES]]
        cited = [row for row in tried if row is not None]
        self.refused += [
            RefusedLine(line, _("At most %(n)s at once.") % {"n": MOST_ADDRESSES})
            for line in lines[MOST_ADDRESSES:]
        ]
        self.said = (
            ngettext("%(n)s page is cited.", "%(n)s pages are cited.", len(cited))
            % {"n": len(cited)}
            if cited
            else ""
        )
        if len(cited) == 1 and not self.refused:
            return reverse("desk:citation_quote", args=[cited[0].pk])
        return reverse("desk:claim_pages", args=[self.claim.pk])

    def _cite(
        self, line: str, data: dict[str, Any], known: dict[str, Publisher]
    ) -> Citation | None:
        """Cite one, unless it is refused; ``known`` are publishers that are new with this form."""
        try:
            address = str(Address.parse(line))
            site = site_of(page_spelled(line)) or page_spelled(line)
            publisher = known.get(site) or _publisher(page_spelled(line), site, data)
            citation = cite_address(
                claim=self.claim,
                page=PageInput(url=address, publisher=publisher, is_another=False),
                stance=data["stance"],
                credibility=data["credibility"],
                reason=data.get("reason", ""),
                by=self.by,
                at=self.at,
            )
        except Refusal as refusal:
            self.refused.append(RefusedLine(line, worded(refusal), way_on_from(refusal)))
            return None
        if isinstance(publisher, NewPublisher):
            known[site] = citation.page.publisher  # the next page of the site is of the same
        if data["capture"]:
            nudge(request_capture(page=citation.page, cause="cited", by=self.by, at=self.at))
        return citation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages that are cited already, what was refused just now, and the long form."""
        state = list_context(self.claim, self.by)
        context = super().get_context_data(refused=self.refused, **(state | kwargs))
        return context | {"in_full": self._in_full(context["form"])}

    def _in_full(self, form: AddressesForm) -> str:
        """Where one page is cited with all particulars: the only one that stands in the form."""
        address, lines = reverse("desk:claim_cite", args=[self.claim.pk]), form.lines()
        return f"{address}?{urlencode({'url': lines[0]})}" if len(lines) == 1 else address


def _publisher(url: str, site: str, data: dict[str, Any]) -> Publisher | NewPublisher:
    """Who publishes a page: as is recorded of it, as its site tells, or as somebody says.

    Raises:
        Refusal: `required`: nothing tells, or a new publisher has no kind.
    """
    told = publisher_at(url)
    if told or (told := data.get(f"{site}-publisher")):
        return told
    name, kind = (data.get(f"{site}-{one}", "") for one in ("name", "kind"))
    if name and kind:
        return NewPublisher(name, kind)
    if name:
        raise Refusal(_("Say what kind of publisher it is."), code="required")
    raise Refusal(_("Say who publishes at %(site)s.") % {"site": site}, code="required")
