"""The order of a loading: what all share, then incident by incident, then the demonstration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from claims.exchange.dossier_files import Dossier, Problem, Where
from claims.exchange.dossier_files.demonstration_rows import DemonstrationRow
from claims.exchange.dossier_files.values import IncidentRow
from claims.models import Claim, Incident
from claims.operations.imports.demonstration import demonstrate, waiting
from claims.operations.imports.incidents import load_answers, load_incident
from claims.operations.imports.known import Known
from claims.operations.imports.ledger import Ledger, RefusedRowError
from claims.operations.imports.shared import load_shared
from claims.operations.release import ready_claims, release_claim, release_dossier
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User

Progress = Callable[[str, int, int], None]
"""Called with what is being loaded, how many of it are done, and how many there are."""


def _silently(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Loaded:
    """What a loading came to.

    Args:
        added: how many rows of each sort were added.
        differences: where the database says something else than the file; it was left so.
        refused: rows an operation refused; nothing of their incidents was loaded.
        alike: added rows that may have been here already, under another name.
    """

    added: Counter[str]
    differences: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    alike: tuple[Problem, ...] = ()


def load_dossier(
    dossier: Dossier,
    *,
    by: User,
    at: datetime,
    exercise_address: str,
    release: bool = False,
    demonstration: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Load a dossier that was read without problems.

    Args:
        dossier: what ``claims.exchange.dossier_files.read_dossier`` gave.
        by: in whose name; must have the right to record and to register sources.
        at: the moment all rows carry.
        exercise_address: what addresses that begin with ``exercise:`` stand for.
        release: also release its dossiers and claims to readers, as far as they never were; `by`
            must have the right to. Without it what is loaded is seen by the desk alone.
        demonstration: also load the demonstration's reviews and verdicts, which are published
            only in a released dossier.
        progress: told how far it has come.
    """
    progress = progress or _silently
    ledger = Ledger(by, at, dossier.id, exercise_address, dossier.is_exercise)
    known = Known()

    def shared() -> None:
        vars(known).update(vars(load_shared(dossier, ledger=ledger)))

    if not _all_or_nothing(shared, Where("dossier.yaml"), ledger):
        return _closed(ledger)
    _load_incidents(dossier, known, ledger, progress)
    if release:
        _release(dossier, ledger)
    if demonstration:
        _demonstrate(dossier, known, ledger, progress)
    return _closed(ledger)


def _load_incidents(dossier: Dossier, known: Known, ledger: Ledger, progress: Progress) -> None:
    done, total = 0, len(dossier.incidents)
    for group in linked(dossier.incidents):

        def load(group: Sequence[IncidentRow] = group) -> None:
            added: dict[str, Claim] = {}
            for incident in group:
                added |= load_incident(incident, known=known, ledger=ledger)
            for incident in group:
                load_answers(incident, added=added, ledger=ledger)

        _all_or_nothing(load, group[0].where, ledger, incident=group[0].slug)
        done += len(group)
        progress("incidents", done, total)


def _release(dossier: Dossier, ledger: Ledger) -> None:
    """Release the incidents and claims of the files that never were; what was withdrawn stays so.

    Claims that were recorded at the desk besides are left to its editors.
    """
    references = [ledger.reference(given.slug) for given in dossier.incidents]
    named = [ledger.reference(claim.id) for given in dossier.incidents for claim in given.claims]
    ready = ready_claims().filter(reference__in=named)
    with transaction.atomic(), at_the_end():
        for incident in Incident.objects.filter(reference__in=references, withdrawn_at=None):
            if incident.released_at is None:
                release_dossier(incident=incident, with_claims=False, by=ledger.by, at=ledger.at)
                ledger.added["dossiers released"] += 1
            for claim in ready.filter(incident=incident):
                release_claim(claim=claim, by=ledger.by, at=ledger.at)


def _demonstrate(dossier: Dossier, known: Known, ledger: Ledger, progress: Progress) -> None:
    rows = waiting(dossier, ledger=ledger)
    for done, (given, claim) in enumerate(rows, start=1):

        def show(given: DemonstrationRow = given, claim: Claim = claim) -> None:
            demonstrate(given, claim, known=known, ledger=ledger)

        _all_or_nothing(show, given.where, ledger)
        progress("demonstration reviews", done, len(rows))


def linked(incidents: Sequence[IncidentRow]) -> list[list[IncidentRow]]:
    """Group incidents whose claims answer each other; groups and members in the order given."""
    homes = {claim.id: row.slug for row in incidents for claim in row.claims}
    group_of = {row.slug: row.slug for row in incidents}
    for row in incidents:
        for claim in row.claims:
            for answer in claim.answers:
                if answer.claim in homes:
                    one, other = group_of[row.slug], group_of[homes[answer.claim]]
                    group_of = {k: one if v == other else v for k, v in group_of.items()}
    groups: dict[str, list[IncidentRow]] = {}
    for row in incidents:
        groups.setdefault(group_of[row.slug], []).append(row)
    return list(groups.values())


def _all_or_nothing(
    load: Callable[[], None], where: Where, ledger: Ledger, *, incident: str = ""
) -> bool:
    """Run one unit in a transaction; if a row is refused, note it and undo the unit."""
    before = Counter(ledger.added)
    try:
        with transaction.atomic(), at_the_end():
            load()
    except RefusedRowError as error:
        ledger.refused.append(error.problem)
    except (DataError, IntegrityError) as error:
        what = str(error).splitlines()[0]
        ledger.refused.append(Problem(where, f"was refused by the database: {what}", incident))
    else:
        return True
    ledger.added = before
    return False


def _closed(ledger: Ledger) -> Loaded:
    told = (tuple(sorted(each)) for each in (ledger.differences, ledger.refused, ledger.alike))
    return Loaded(+ledger.added, *told)
