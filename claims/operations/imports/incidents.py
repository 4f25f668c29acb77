"""Incidents with their claims, figures, citations and answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext

from claims.exchange.dossier_files.values import (
    AnswerRow,
    CitationRow,
    ClaimRow,
    FigureRow,
    IncidentRow,
    QuoteRow,
)
from claims.models import Citation, Claim, Incident
from claims.models.matching.index import IndexedKind
from claims.operations.cite import cite, confirm
from claims.operations.contest import contest
from claims.operations.figures import FigureInput
from claims.operations.imports.compare import compare_claim, compare_incident
from claims.operations.imports.founding import note_of
from claims.operations.imports.known import Known
from claims.operations.imports.ledger import Ledger, row
from claims.operations.record import record_claim, record_incident, translate
from sources.models import Page
from sources.operations.register.quotations import Words


def load_incident(given: IncidentRow, *, known: Known, ledger: Ledger) -> dict[str, Claim]:
    """Add an incident and its claims, as far as they are not there, without their answers.

    Returns:
        The claims that were added, by their ids in the dossier.
    """
    known_as = Incident.everything.filter(reference=ledger.reference(given.slug))
    incident = known_as.first()
    if incident is not None and incident.merged_into_id is not None:
        incident = Incident.objects.get(pk=incident.merged_into_id)
    if incident is None:
        incident = _add_incident(given, known, ledger)
    else:
        compare_incident(given, incident, note=note_of(given, known.founding), ledger=ledger)
    references = [ledger.reference(claim.id) for claim in given.claims]
    present = {
        claim.reference: claim
        for claim in Claim.objects.filter(reference__in=references)
        .select_related("claimant", "outlet", "place", "incident__place")
        .prefetch_related(
            "figures__figure_subjects__party",
            "citations__page",
            "citations__quotation",
            "counters__answers",
            "translations",
        )
    }
    added = {}
    for claim in given.claims:
        here = present.get(ledger.reference(claim.id))
        if here is None:
            added[claim.id] = _add_claim(claim, incident, known, ledger, home=given)
        else:
            compare_claim(claim, here, home=given, known=known, ledger=ledger)
    return added


def load_answers(given: IncidentRow, *, added: dict[str, Claim], ledger: Ledger) -> None:
    """Pair the added claims with those they answer, which must be there by now."""
    wanted = [(claim, answer) for claim in given.claims for answer in claim.answers]
    targets = {ledger.reference(answer.claim) for _claim, answer in wanted}
    claims = Claim.objects.filter(reference__in=targets).in_bulk(field_name="reference")
    for claim, answer in wanted:
        if claim.id in added:
            _answer(added[claim.id], claims[ledger.reference(answer.claim)], answer, ledger, given)


def _add_incident(given: IncidentRow, known: Known, ledger: Ledger) -> Incident:
    ledger.told_alike(given.where.of("title"), IndexedKind.INCIDENT, given.title)
    with row(given.where, incident=given.slug):
        incident = record_incident(
            slug=given.slug,
            reference=ledger.reference(given.slug),
            title=given.title,
            summary=given.summary,
            start=given.start,
            end=given.end,
            place=known.places[given.place] if given.place else None,
            internal_note=given.internal_note,
            public_note=note_of(given, known.founding),
            is_exercise=ledger.is_exercise,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["incidents"] += 1
    return incident


def _add_claim(
    given: ClaimRow, incident: Incident, known: Known, ledger: Ledger, *, home: IncidentRow
) -> Claim:
    place = given.place or home.place
    said = given.where.of(given.wording)
    # What another claimant says of another event in such words is no second row of this claim.
    claimants = {known.parties[given.claimant].pk, *ledger.namesakes.get(given.claimant, ())}
    ledger.told_alike(
        said,
        IndexedKind.CLAIM,
        given.statement,
        language=given.language,
        among=Q(claimant__in=claimants),
    )
    with row(given.where, incident=home.slug):
        claim = record_claim(
            incident=incident,
            reference=ledger.reference(given.id),
            claimant=known.parties[given.claimant],
            spokesperson=given.spokesperson,
            spokesperson_role=given.spokesperson_role,
            channel=given.channel,
            outlet=known.publishers[given.outlet] if given.outlet else None,
            statement=given.statement,
            wording=given.wording,
            nature=given.nature,
            language=given.language,
            made_on=given.made,
            place=known.places[place] if place else None,
            internal_note=given.internal_note,
            public_note=given.public_note,
            figures=[_figure(figure, known) for figure in given.figures],
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["claims"] += 1
    ledger.added["figures"] += len(given.figures)
    rows = [(one, _cite(claim, one, known, ledger, home)) for one in given.citations]
    for citation, cited in rows:
        if citation.confirms_by:
            # Once all are there: what confirms is judged beside the others.
            with row(citation.where, incident=home.slug):
                confirm(citation=cited, means=citation.confirms_by, by=ledger.by, at=ledger.at)
    for translation in given.translations:
        with row(translation.where, incident=home.slug):
            translate(
                claim=claim,
                language=translation.language,
                text_=translation.text,
                translator=translation.translator,
                by=ledger.by,
                at=ledger.at,
            )
    return claim


def _figure(given: FigureRow, known: Known) -> FigureInput:
    return FigureInput(
        measure=given.measure,
        qualifier=given.qualifier,
        subjects=[known.parties[slug] for slug in given.subjects],
        low=given.low,
        best=given.best,
        high=given.high,
        wording=given.wording,
        part=given.part,
        place=known.places[given.place] if given.place else None,
        period=given.period,
        as_of=given.as_of,
        internal_note=given.internal_note,
        public_note=given.public_note,
    )


def _cite(
    claim: Claim, given: CitationRow, known: Known, ledger: Ledger, home: IncidentRow
) -> Citation:
    page = known.pages[given.page]
    with row(given.where, incident=home.slug):
        citation = cite(
            claim=claim,
            page=page,
            words=_words(page, given.quote) if given.quote else None,
            stance=given.stance,
            credibility=given.credibility,
            locator=given.locator,
            internal_note=given.internal_note,
            public_note=given.public_note,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["citations"] += 1
    return citation


def _words(page: Page, given: QuoteRow) -> Words:
    """The words on the page; two claims may rest on the same."""
    return Words(given.exact, given.prefix, given.suffix, given.language or page.language)


def _answer(
    claim: Claim, answers: Claim, given: AnswerRow, ledger: Ledger, home: IncidentRow
) -> None:
    with row(given.where, incident=home.slug):
        contest(
            claim=claim,
            answers=answers,
            ground=given.ground,
            internal_note=given.internal_note,
            public_note=given.public_note,
            reason=gettext("Loaded with a dossier."),
            as_published=True,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["pairs"] += 1
