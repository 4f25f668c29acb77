"""What the file says of a row that is loaded already, against what the row says."""

from __future__ import annotations

from claims.exchange.dossier_files.values import ClaimRow, FigureRow, IncidentRow
from claims.models import Claim, Figure, Incident
from claims.operations.imports.known import Known
from claims.operations.imports.ledger import Ledger
from tracker.base.values.partial_date import PartialDate


def compare_incident(given: IncidentRow, incident: Incident, *, note: str, ledger: Ledger) -> None:
    """Report every field of an incident that differs."""
    pairs = {
        "title": (given.title, incident.title),
        "summary": (given.summary, incident.summary),
        "start": (given.start, PartialDate.of(incident.start, incident.start_precision)),
        "end": (given.end, PartialDate.of(incident.end, incident.end_precision)),
        "place": (given.place, incident.place.slug if incident.place else ""),
        "public_note": (note, incident.public_note),
        "internal_note": (given.internal_note, incident.internal_note),
    }
    for name, (file, here) in pairs.items():
        ledger.differ(given.where, name, file=file, here=here)


def compare_claim(
    given: ClaimRow, claim: Claim, *, home: IncidentRow, known: Known, ledger: Ledger
) -> None:
    """Report every field, figure, citation and answer of a claim that differs."""
    pairs: dict[str, tuple[object, object]] = {
        "by": (given.claimant, claim.claimant.slug),
        "spokesperson": (given.spokesperson, claim.spokesperson),
        "spokesperson_role": (given.spokesperson_role, claim.spokesperson_role),
        "channel": (given.channel, claim.channel),
        "outlet": (given.outlet, claim.outlet.slug if claim.outlet else ""),
        given.wording: ((given.wording, given.statement), (claim.wording, claim.statement)),
        "nature": (given.nature, claim.nature),
        "language": (given.language, claim.language),
        "made": (given.made, PartialDate.of(claim.made_on, claim.made_on_precision)),
        "place": (given.place or home.place, claim.place.slug if claim.place else ""),
        "public_note": (given.public_note, claim.public_note),
        "internal_note": (given.internal_note, claim.internal_note),
    }
    for name, (file, here) in pairs.items():
        ledger.differ(given.where, name, file=file, here=here)
    _compare_figures(given, claim, ledger)
    _compare_citations(given, claim, known, ledger)
    _compare_rest(given, claim, ledger)


def _compare_figures(given: ClaimRow, claim: Claim, ledger: Ledger) -> None:
    here = list(claim.figures.all())
    ledger.differ(given.where, "figures", file=len(given.figures), here=len(here))
    for position, (figure, row) in enumerate(zip(given.figures, here, strict=False)):
        if _figure_in_file(figure) != _figure_here(row):
            name = f"figures.{position}"
            ledger.differ(given.where, name, file=_figure_in_file(figure), here=_figure_here(row))


def _figure_in_file(figure: FigureRow) -> tuple[object, ...]:
    numbers = (figure.low, figure.best, figure.high)
    words = (
        figure.measure,
        figure.qualifier,
        figure.wording,
        figure.public_note,
        figure.internal_note,
    )
    scope = (figure.part, figure.place, figure.period, figure.as_of)
    return (*words, *scope, *numbers, *figure.subjects)


def _figure_here(figure: Figure) -> tuple[object, ...]:
    numbers = (figure.low, figure.best, figure.high)
    words = (
        figure.measure_id,
        figure.qualifier,
        figure.wording,
        figure.public_note,
        figure.internal_note,
    )
    place = figure.place.slug if figure.place else ""
    scope = (figure.part, place, figure.counted_period, figure.known_as_of)
    return (*words, *scope, *numbers, *(row.party.slug for row in figure.figure_subjects.all()))


def _compare_citations(given: ClaimRow, claim: Claim, known: Known, ledger: Ledger) -> None:
    here = {
        (row.page_id, row.quotation.exact if row.quotation else ""): (
            row.stance,
            row.credibility,
            row.locator,
            row.own_means,
            row.public_note,
            row.internal_note,
        )
        for row in claim.citations.all()
    }
    for citation in given.citations:
        key = (known.pages[citation.page].pk, citation.quote.exact if citation.quote else "")
        file = (
            citation.stance,
            citation.credibility,
            citation.locator,
            citation.confirms_by,
            citation.public_note,
            citation.internal_note,
        )
        ledger.differ(citation.where, "page", file=file, here=here.get(key))


def _compare_rest(given: ClaimRow, claim: Claim, ledger: Ledger) -> None:
    answered = {(row.answers.reference, row.ground) for row in claim.counters.all()}
    for answer in given.answers:
        if (ledger.reference(answer.claim), answer.ground) not in answered:
            ledger.differ(answer.where, "claim", file=answer.claim, here=None)
    translated = {(row.language, row.translator): row.text for row in claim.translations.all()}
    for row in given.translations:
        here = translated.get((row.language, row.translator))
        ledger.differ(row.where, "text", file=row.text, here=here)
