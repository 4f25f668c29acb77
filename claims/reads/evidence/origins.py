"""Where the reports of claims have it from: read for many claims at once, counted for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet

from claims.models import Affiliation, Citation, Claim, Party, PartyAlias
from claims.rules.actors import Actor
from claims.rules.grounds import REPORTING
from claims.rules.origins import Derived, Houses, Origins, Report, Stated, Who, count_origins
from sources.models import Derivation, Page, Publisher, PublisherAlias
from sources.reads.chains import derivations_up
from sources.reads.withheld import hidden_pages

_ROLES = {"state_armed_forces": Who.ARMY, "government": Who.GOVERNMENT}
"""Kinds of party that credits call by what they are: "the army", "the government"."""
_Member = tuple[str, int]
"""A party or a publisher: which of the two, and its key."""
_WORDS = "words:"
"""Begins a key that a dossier file has made of the words of a credit: it says nothing more."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What is recorded of where pages have it from, of all the claims that were asked for.

    Args:
        links: derivations of the cited pages, and of all pages that they have it from, by page.
        beyond: those other pages, but none that is hidden to protect a source.
        publishers: every publisher of these pages, and that they credit.
        affiliations: the parties each publisher belongs to.
        parties: those, and everybody who makes a claim about the same incidents.
        other_names: by which these publishers and parties go besides.
        houses: what is known of the names of those parties; every count begins with that.
    """

    links: dict[int, list[Derivation]]
    beyond: dict[int, Page]
    publishers: dict[int, Publisher]
    affiliations: dict[int, list[int]]
    parties: dict[int, Party]
    other_names: dict[_Member, list[str]]
    houses: Houses

    @classmethod
    def of(cls, citations: Iterable[Citation], claims: Iterable[Claim] = ()) -> Trail:
        """Read what citations lead to, in three queries.

        Args:
            citations: the citations.
            claims: whose claimants are told of besides those who make a claim now.
        """
        citations, speaking = list(citations), {claim.claimant_id for claim in claims}
        links: dict[int, list[Derivation]] = {}
        beyond: dict[int, Page] = {}
        for link in _links_up(citations):
            links.setdefault(link.page_id, []).append(link)
            if link.from_page is not None and not link.is_hidden:
                beyond[link.from_page.pk] = link.from_page
        keys = {link.from_publisher_id for of_page in links.values() for link in of_page}
        keys |= {page.publisher_id for page in beyond.values()}
        keys |= {citation.page.publisher_id for citation in citations}
        publishers, parties, affiliations = {}, {}, {}
        other_names: dict[_Member, list[str]] = {}
        for publisher in _publishers(keys):
            publishers[publisher.pk] = publisher
            other_names[_publisher(publisher.pk)] = publisher.other_names
            affiliations[publisher.pk] = publisher.belongs_to
        told = {citation.claim_id for citation in citations}
        for party in _parties(told, [speaking, *affiliations.values()]):
            parties[party.pk] = party
            other_names[_party(party.pk)] = party.other_names
        houses = _houses_of(parties, other_names)
        return cls(links, beyond, publishers, affiliations, parties, other_names, houses)

    def origins(self, citations: Sequence[Citation], claims: Sequence[Claim]) -> Origins:
        """Count reports, origins and confirmations.

        Args:
            citations: of those that were asked for, with their pages.
            claims: whose citations they are: one claim, or all of a dossier.
        """
        reporting = [citation for citation in citations if citation.stance in REPORTING]
        marked = {row.page_id for row in reporting if row.means_marked_at is not None}
        pages = {citation.page_id: citation.page for citation in reporting}
        claimant = list(dict.fromkeys(one for claim in claims for one in self._claimant(claim)))
        links = self._links_from(pages)
        sources = {link.from_page_id for link in links}
        beyond = [page for key, page in self.beyond.items() if key in sources]
        publishers = {link.from_publisher_id for link in links}
        publishers |= {page.publisher_id for page in (*pages.values(), *beyond)}
        return count_origins(
            [_report(page, confirms=key in marked) for key, page in pages.items()],
            [self._derived(link) for link in links],
            beyond=[_report(page) for page in beyond],
            houses=self._houses(claims, publishers),
            claimant=claimant,
        )

    def named(self, citations: Iterable[Citation]) -> dict[int, Publisher]:
        """The publishers that readers may be told of: of cited pages, and whom those credit."""
        cited = {citation.page_id: citation.page.publisher_id for citation in citations}
        shown = set(cited.values())
        for link in (link for page in cited for link in self.links.get(page, ())):
            shown.add(link.from_publisher_id or 0)
            if link.from_page_id in self.beyond:
                shown.add(self.beyond[link.from_page_id].publisher_id)
        return {key: row for key, row in self.publishers.items() if key in shown}

    def _links_from(self, pages: Iterable[int]) -> list[Derivation]:
        """What is said of these pages and of all that they have it from.

        What other claims rest on says nothing of where this one comes from.
        """
        found: list[Derivation] = []
        met = set(pages)
        waiting = list(met)
        while waiting:
            links = self.links.get(waiting.pop(), [])
            found += links
            sources = self.beyond.keys() & {link.from_page_id for link in links} - met
            met |= sources
            waiting += sources
        return sorted(found, key=attrgetter("pk"))

    def _derived(self, link: Derivation) -> Derived:
        source = self.beyond.get(link.from_page_id or 0)
        publisher = source.publisher_id if source is not None else link.from_publisher_id
        return Derived(
            page=link.page_id,
            from_page=source.pk if source is not None else None,
            from_publisher=_publisher(publisher) if publisher is not None else None,
            credited_to=link.credited_to,
            key="" if link.origin_key.startswith(_WORDS) else link.origin_key,
        )

    def _claimant(self, claim: Claim) -> list[_Member]:
        """Who makes a claim, with the publishers that belong to them."""
        if claim.outlet_id is not None:
            return [_publisher(claim.outlet_id)]
        if claim.claimant_id not in self.parties:
            return []
        own = [key for key, of in self.affiliations.items() if claim.claimant_id in of]
        return [_party(claim.claimant_id), *map(_publisher, own)]

    def _houses(self, claims: Sequence[Claim], publishers: Collection[int | None]) -> Houses:
        houses = self.houses.copy()
        for key in self.publishers.keys() & publishers:
            publisher = self.publishers[key]
            names = (publisher.name, *self.other_names[_publisher(key)])
            houses.call(_publisher(key), *names)
            houses.tie(_publisher(key), ("key", f"publisher:{publisher.slug}"))
            # One that speaks for two parties makes no house of them.
            if len(of := self.affiliations.get(key, [])) == 1 and of[0] in self.parties:
                houses.tie(_publisher(key), _party(of[0]))
        for claim in claims:
            if claim.outlet_id is None and claim.claimant_id in self.parties:
                self._speaks(houses, claim)
        return houses

    def _speaks(self, houses: Houses, claim: Claim) -> None:
        """Its spokesperson speaks for the claimant; "the army" is the claimant, if it is one."""
        claimant = _party(claim.claimant_id)
        if role := _ROLES.get(self.parties[claim.claimant_id].kind_id):
            houses.speaks(claimant, role)
        for one in houses.read(claim.spokesperson):
            if one.who is Who.NAMED:
                houses.call(claimant, *one.names)


def _houses_of(parties: Mapping[int, Party], others: Mapping[_Member, list[str]]) -> Houses:
    houses = Houses()
    for key, party in parties.items():
        names = (party.name, party.acronym, *others[_party(key)])
        houses.begin(_party(key), *filter(None, names))
        houses.tie(_party(key), ("key", f"party:{party.slug}"))
    return houses


def _links_up(citations: Iterable[Citation]) -> QuerySet[Derivation, Any]:
    """What the cited pages and all that they have it from credit, with the pages they credit."""
    links = derivations_up(citation.page_id for citation in citations)
    return (
        links.select_related("from_page")
        .only(
            *("page_id", "from_publisher_id", "credited_to", "origin_key"),
            *("from_page__publisher_id", "from_page__origin"),
        )
        .annotate(is_hidden=ExpressionWrapper(Q(from_page__in=hidden_pages()), BooleanField()))
    )


def _publishers(keys: Collection[int | None]) -> QuerySet[Publisher, Any]:
    """Publishers with their other names and the keys of the parties that they belong to."""
    names = PublisherAlias.objects.filter(publisher=OuterRef("pk")).order_by("pk").values("name")
    behind = Affiliation.objects.filter(publisher=OuterRef("pk")).order_by("pk").values("party")
    rows = Publisher.objects.filter(pk__in=[key for key in keys if key is not None]).only(
        "name", "slug"
    )
    return rows.annotate(other_names=ArraySubquery(names), belongs_to=ArraySubquery(behind))


def _parties(claims: Collection[int], others: Iterable[Collection[int]]) -> QuerySet[Party, Any]:
    """Everybody who is told of in a count, with their other names."""
    disputes = Claim.objects.filter(pk__in=claims).order_by().values("incident")
    claimants = Claim.objects.filter(incident__in=disputes).order_by().values("claimant")
    behind = Party.objects.filter(pk__in={key for of in others for key in of}).order_by()
    # Who is nobody in particular is no house: whoever speaks for them speaks for himself.
    named = Party.objects.exclude(kind__actor=Actor.NOBODY)
    names = PartyAlias.objects.filter(party=OuterRef("pk")).order_by("pk").values("name")
    rows = named.filter(pk__in=claimants.union(behind.values("pk")))
    return rows.annotate(other_names=ArraySubquery(names)).order_by("pk")


def _party(key: int) -> _Member:
    return ("party", key)


def _publisher(key: int) -> _Member:
    return ("publisher", key)


def _report(page: Page, *, confirms: bool = False) -> Report:
    return Report(page.pk, _publisher(page.publisher_id), Stated(page.origin), confirms)
