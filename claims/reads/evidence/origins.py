"""Where the reports of claims have it from: read for many claims at once, counted for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.models import Actor, Affiliation, Citation, Claim, Party
from claims.rules.grounds import Stance
from claims.rules.origins import Derived, Houses, Origins, Report, Stated, Who, count_origins
from sources.models import Derivation, Page, Publisher
from sources.reads.chains import derivations_up
from sources.reads.withheld import hidden_pages

# A page that repeats or bears out a claim counts as a report of it; one that speaks against it
# or only gives context does not.
REPORTING = frozenset({Stance.REPORTS.value, Stance.SUPPORTS.value})

_ROLES = {"state_armed_forces": Who.ARMY, "government": Who.GOVERNMENT}
"""Kinds of party that credits call by what they are: "the army", "the government"."""
_WORDS = "words:"
"""Begins a key that a dossier file has made of the words of a credit: it says nothing more."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What is recorded of where pages have it from, of all the claims that were asked for.

    Args:
        links: derivations of the cited pages, and of all pages that they have it from.
        beyond: those other pages, but none that is hidden to protect a source.
        publishers: every publisher of these pages, and that they credit.
        affiliations: the parties each publisher belongs to.
        parties: those, and everybody who makes a claim about the same incidents.
    """

    links: tuple[Derivation, ...]
    beyond: dict[int, Page]
    publishers: dict[int, Publisher]
    affiliations: dict[int, list[int]]
    parties: dict[int, Party]

    @classmethod
    def of(cls, citations: Iterable[Citation]) -> Trail:
        """Read what citations lead to, in a fixed number of queries."""
        citations = list(citations)
        links = tuple(derivations_up(citation.page_id for citation in citations))
        sources = {link.from_page_id for link in links if link.from_page_id is not None}
        shown = Page.objects.exclude(pk__in=hidden_pages())
        beyond = shown.only("publisher_id", "origin").in_bulk(list(sources)) if sources else {}
        publishers = {link.from_publisher_id for link in links}
        publishers |= {page.publisher_id for page in beyond.values()}
        publishers |= {citation.page.publisher_id for citation in citations}
        affiliated: dict[int, list[int]] = {}
        rows = Affiliation.objects.filter(publisher__in=publishers).order_by("pk")
        for publisher, party in rows.values_list("publisher_id", "party_id"):
            affiliated.setdefault(publisher, []).append(party)
        return cls(
            links=links,
            beyond=beyond,
            publishers=Publisher.objects.only("name", "slug").in_bulk(
                [key for key in publishers if key is not None]
            ),
            affiliations=affiliated,
            parties=_parties({citation.claim_id for citation in citations}, affiliated.values()),
        )

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
        return count_origins(
            [_report(page, confirms=key in marked) for key, page in pages.items()],
            [self._derived(link) for link in self.links],
            beyond=[_report(page) for page in self.beyond.values()],
            houses=self._houses(claims),
            claimant=claimant,
        )

    def named(self, citations: Iterable[Citation]) -> dict[int, Publisher]:
        """The publishers that readers may be told of: of cited pages, and whom those credit."""
        cited = {citation.page_id: citation.page.publisher_id for citation in citations}
        shown = set(cited.values())
        for link in self.links:
            if link.page_id in cited:
                shown.add(link.from_publisher_id or 0)
                if link.from_page_id in self.beyond:
                    shown.add(self.beyond[link.from_page_id].publisher_id)
        return {key: row for key, row in self.publishers.items() if key in shown}

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

    def _claimant(self, claim: Claim) -> list[tuple[str, int]]:
        """Who makes a claim, with the publishers that belong to them."""
        if claim.outlet_id is not None:
            return [_publisher(claim.outlet_id)]
        if claim.claimant_id not in self.parties:
            return []
        own = [key for key, of in self.affiliations.items() if claim.claimant_id in of]
        return [_party(claim.claimant_id), *map(_publisher, own)]

    def _houses(self, claims: Sequence[Claim]) -> Houses:
        houses = Houses()
        for key, party in self.parties.items():
            aliases = [alias.name for alias in party.aliases.all()]
            houses.begin(_party(key), *filter(None, (party.name, party.acronym, *aliases)))
            houses.tie(_party(key), ("key", f"party:{party.slug}"))
        for key, publisher in self.publishers.items():
            houses.call(_publisher(key), publisher.name)
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


def _parties(claims: Collection[int], affiliated: Iterable[list[int]]) -> dict[int, Party]:
    of_claims = Q(claims__incident__claims__in=claims)
    behind = Q(pk__in={key for of in affiliated for key in of})
    # Who is nobody in particular is no house: whoever speaks for them speaks for himself.
    named = Party.objects.exclude(kind__actor=Actor.NOBODY)
    rows = named.filter(of_claims | behind).distinct()
    return {party.pk: party for party in rows.order_by("pk").prefetch_related("aliases")}


def _party(key: int) -> tuple[str, int]:
    return ("party", key)


def _publisher(key: int) -> tuple[str, int]:
    return ("publisher", key)


def _report(page: Page, *, confirms: bool = False) -> Report:
    return Report(page.pk, _publisher(page.publisher_id), Stated(page.origin), confirms)
