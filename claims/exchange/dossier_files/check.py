"""Checks across the files of a dossier: every id that is used exists, and exists once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from claims.exchange.dossier_files.demonstration import DEMONSTRATION
from claims.exchange.dossier_files.demonstration_rows import DemonstrationRow
from claims.exchange.dossier_files.problems import Problems, Where, meant
from claims.exchange.dossier_files.values import ClaimRow, IncidentRow, PageRow, PublisherRow


@dataclass(frozen=True)
class Ids:
    """The ids a dossier defines; None where their file could not be read.

    Nothing is said about ids of such a file: the file is the problem, not each use of it.
    """

    parties: frozenset[str] | None
    publishers: frozenset[str] | None
    places: frozenset[str] | None
    pages: frozenset[str] | None


def check_shared(
    publishers: Sequence[PublisherRow], pages: Sequence[PageRow], *, ids: Ids, problems: Problems
) -> None:
    """Check what publishers and pages refer to, and that no address is there twice."""
    for publisher in publishers:
        where = publisher.where
        _known(publisher.affiliated_with, ids.parties, "affiliated_with", where, problems)
    addresses: dict[str, str] = {}
    for page in pages:
        _known(page.publisher, ids.publishers, "publisher", page.where, problems)
        for credit in page.credits:
            _known(credit.publisher, ids.publishers, "publisher", credit.where, problems)
            _known(credit.party, ids.parties, "party", credit.where, problems)
            _known(credit.page, ids.pages, "page", credit.where, problems)
            if credit.page == page.id:
                problems.add(credit.where.of("page"), "is the page itself")
        first = addresses.setdefault(page.address, page.id)
        if page.address and first != page.id:
            message = f'is the address of the page "{first}" already'
            problems.add(page.where.of("address"), message)


def check_incidents(incidents: Sequence[IncidentRow], *, ids: Ids, problems: Problems) -> None:
    """Check what incidents and claims refer to."""
    claims: dict[str, str] = {}
    for incident in incidents:
        for claim in incident.claims:
            file = claims.setdefault(claim.id, incident.where.file)
            if file != incident.where.file:
                message = f"is a claim of {file} already"
                problems.add(claim.where, message, incident=incident.slug)
    for incident in incidents:
        _known(incident.place, ids.places, "place", incident.where, problems, incident.slug)
        for claim in incident.claims:
            _check_claim(claim, ids=ids, claims=claims, problems=problems, incident=incident.slug)


def hold_back_linked(incidents: Sequence[IncidentRow], *, problems: Problems) -> None:
    """Keep out, with a faulty incident, those whose claims answer a claim of it.

    A pair is loaded with its two claims or not at all.
    """
    homes = {claim.id: incident.slug for incident in incidents for claim in incident.claims}
    waiting = [
        (incident.slug, answer)
        for incident in incidents
        for claim in incident.claims
        for answer in claim.answers
        if homes.get(answer.claim, incident.slug) != incident.slug
    ]
    known = -1
    while known != len(problems.found):
        known, faulty = len(problems.found), problems.incidents()
        for incident, answer in waiting:
            home = homes[answer.claim]
            if home in faulty and incident not in faulty:
                message = f'answers a claim of the incident "{home}", which has problems'
                problems.add(answer.where.of("claim"), message, incident=incident)


def check_demonstration(
    rows: Iterable[DemonstrationRow], *, incidents: Sequence[IncidentRow], problems: Problems
) -> None:
    """Check what demonstration reviews and verdicts refer to."""
    claims = {claim.id: claim for incident in incidents for claim in incident.claims}
    for row in rows:
        claim = claims.get(row.claim)
        if claim is None:
            message = f'there is no claim "{row.claim}"{meant(row.claim, claims)}'
            problems.add(row.where, message, incident=DEMONSTRATION)
            continue
        pages = {citation.page for citation in claim.citations}
        findings = [review.found for review in row.reviews]
        for found in (*findings, row.settled, row.published, row.corrected):
            if found is not None and found.figure > len(claim.figures):
                message = f"the claim has {len(claim.figures)} figures"
                problems.add(found.where.of("figure"), message, incident=DEMONSTRATION)
        for review in row.reviews:
            for page in review.cites:
                if page not in pages:
                    message = f'the claim does not cite the page "{page}"'
                    problems.add(review.where.of("cites"), message, incident=DEMONSTRATION)


def _check_claim(
    claim: ClaimRow, *, ids: Ids, claims: Collection[str], problems: Problems, incident: str
) -> None:
    _known(claim.claimant, ids.parties, "by", claim.where, problems, incident)
    _known(claim.outlet, ids.publishers, "outlet", claim.where, problems, incident)
    _known(claim.place, ids.places, "place", claim.where, problems, incident)
    for figure in claim.figures:
        for subject in figure.subjects:
            _known(subject, ids.parties, "of", figure.where, problems, incident)
        _known(figure.place, ids.places, "place", figure.where, problems, incident)
    for citation in claim.citations:
        _known(citation.page, ids.pages, "page", citation.where, problems, incident)
    for answer in claim.answers:
        _known(answer.claim, claims, "claim", answer.where, problems, incident)
    cited = [(citation.page, citation.quote) for citation in claim.citations]
    _once(cited, [row.where for row in claim.citations], "page", problems, incident)
    answered = [(answer.claim, answer.ground) for answer in claim.answers]
    _once(answered, [row.where for row in claim.answers], "claim", problems, incident)
    translated = [(row.language, row.translator) for row in claim.translations]
    _once(translated, [row.where for row in claim.translations], "language", problems, incident)


def _known(  # noqa: PLR0917  a word, what is known, and where to say that it is not
    word: str,
    known: Collection[str] | None,
    field: str,
    where: Where,
    problems: Problems,
    incident: str = "",
) -> None:
    if word and known is not None and word not in known:
        message = f'there is no "{word}"{meant(word, known)}'
        problems.add(where.of(field), message, incident=incident)


def _once(
    rows: Sequence[object], places: Sequence[Where], field: str, problems: Problems, incident: str
) -> None:
    seen: list[object] = []
    for row, where in zip(rows, places, strict=True):
        if row in seen:
            problems.add(where.of(field), "is the same row a second time", incident=incident)
        seen.append(row)
