"""Keep the index of texts that are looked up: what is recorded is indexed in the same act.

The index is made from other rows and says nothing of its own, so no event of the journal tells of
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from uuid import UUID

from django.db import DataError, connection, transaction
from django.db.models import QuerySet

from claims.matching.claims import (
    Named,
    all_named,
    claim_row,
    indexed_facts,
    names_of,
    sense_of,
)
from claims.matching.ranking.kept_space import as_bytes
from claims.matching.ranking.lexical import IndexRow, index_row, term_number
from claims.matching.ranking.sentence_vectors import is_installed, sentence_vectors
from claims.models import Claim, Incident, Party, Place
from claims.models.matching import Indexed, Posting, SentenceVector, SpeltName, TermCount
from claims.models.matching.index import IndexedKind
from sources.models import CaptureText, Publisher, RenderedFile
from tracker.base.language.retrieval.spellings import spelling_of

_TOGETHER = 2_000
"""Rows that are written at once."""
_TABLES = (Indexed, Posting, TermCount, SentenceVector, SpeltName)


def write_index(
    rows: Iterable[tuple[int, IndexRow]], *, kind: IndexedKind, capture: UUID | None = None
) -> None:
    """Index rows of a kind that are not indexed yet, so many that memory stays bounded.

    Args:
        rows: the key of each and what is stored of its text.
        kind: of which table they are.
        capture: the copy whose text it is, of a page.
    """
    ahead = iter(rows)
    while part := list(islice(ahead, _TOGETHER)):
        made = Indexed.objects.bulk_create(
            Indexed(
                kind=kind,
                subject=subject,
                capture=capture,
                said=" ".join(row.said),
                titled=" ".join(row.titled),
                named=" ".join(row.named),
            )
            for subject, row in part
        )
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for indexed, (_subject, row) in zip(made, part, strict=True):
                for key, impact in row.impacts.items():
                    copy.write_row((term_number(kind, key), indexed.pk, impact))


_COPY = "COPY claims_posting (term, indexed, impact) FROM STDIN"


def forget_indexed(kind: IndexedKind, subject: int) -> None:
    """Take a row out of the index, if it is there."""
    for row in Indexed.objects.filter(kind=kind, subject=subject):
        keys = {"", *row.said.split(), *row.titled.split(), *row.named.split()}
        numbers = [term_number(kind, key) for key in keys]
        Posting.objects.filter(term__in=numbers, indexed=row.pk).delete()
        if kind == IndexedKind.CLAIM:
            SentenceVector.objects.filter(indexed=row.pk).delete()
        else:
            SpeltName.objects.filter(kind=kind, subject=subject).delete()
        row.delete()


def index_claim(claim: Claim) -> None:
    """Index a claim, or anew what it says now; within the act that changed it.

    Args:
        claim: a locked row, or a new one.
    """
    forget_indexed(IndexedKind.CLAIM, claim.pk)
    write_index([(claim.pk, claim_row(claim))], kind=IndexedKind.CLAIM)
    keep_vectors([claim])


def keep_vectors(claims: Iterable[Claim]) -> None:
    """Keep what claims mean that were indexed just now, if the extra `semantic` is installed.

    Args:
        claims: of one that nobody has put into English, the model that is there tells nothing.
    """
    if not is_installed():
        return
    ahead = ((claim.pk, said) for claim in claims if (said := sense_of(claim)))
    while part := dict(islice(ahead, _TOGETHER)):
        rows = Indexed.objects.filter(kind=IndexedKind.CLAIM, subject__in=part)
        indexed = dict(rows.values_list("subject", "pk"))
        made = as_bytes(sentence_vectors(list(part.values())))
        SentenceVector.objects.bulk_create(
            SentenceVector(indexed=indexed[subject], subject=subject, numbers=numbers)
            for subject, numbers in zip(part, made, strict=True)
        )


def index_named(row: Named) -> None:
    """Index what is known by names; within the act that gave them.

    Args:
        row: a party, place, incident or publisher, with the names that it has now.
    """
    kind = _KINDS[type(row)]
    forget_indexed(kind, row.pk)
    names = names_of(row)
    write_index([(row.pk, index_row("", names=names))], kind=kind)
    _write_names(kind, [(row.pk, names)])


def _write_names(kind: IndexedKind, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write down how the names of rows are spelt, to be found while one is typed."""
    ahead = (
        SpeltName(kind=kind, subject=subject, written=name, **spelling_of(name)._asdict())
        for subject, names in rows
        for name in dict.fromkeys(filter(None, names))
    )
    while part := list(islice(ahead, _TOGETHER)):
        SpeltName.objects.bulk_create(part)


def index_claims_anew(claims: QuerySet[Claim]) -> None:
    """Index claims anew that say something else now because what they name is called otherwise.

    Args:
        claims: any.
    """
    keys = list(claims.order_by().values_list("pk", flat=True))
    for start in range(0, len(keys), _TOGETHER):
        part = keys[start : start + _TOGETHER]
        for key in part:
            forget_indexed(IndexedKind.CLAIM, key)
        rows = list(indexed_facts().filter(pk__in=part))
        write_index(((row.pk, claim_row(row)) for row in rows), kind=IndexedKind.CLAIM)
        keep_vectors(rows)


def is_indexed(row: Named) -> bool:
    """Whether a party, place, incident or publisher can be looked up."""
    return Indexed.objects.filter(kind=_KINDS[type(row)], subject=row.pk).exists()


_KINDS: dict[type[Named], IndexedKind] = {
    Incident: IndexedKind.INCIDENT,
    Party: IndexedKind.PARTY,
    Place: IndexedKind.PLACE,
    Publisher: IndexedKind.PUBLISHER,
}


def index_everything() -> int:
    """Index every claim, incident, party, place and publisher anew, and count the terms.

    The texts of pages are indexed anew by the clock: until it has come round they are not found.

    Returns:
        How many rows there are.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE claims_indexed IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM claims_posting")
        cursor.execute("DELETE FROM claims_indexed")
        cursor.execute("DELETE FROM claims_sentencevector")
        cursor.execute("DELETE FROM claims_speltname")
        CaptureText.objects.exclude(searched_since=None).update(searched_since=None)
        RenderedFile.objects.exclude(searched_since=None).update(searched_since=None)
        claims = indexed_facts().iterator(chunk_size=_TOGETHER)
        write_index(((claim.pk, claim_row(claim)) for claim in claims), kind=IndexedKind.CLAIM)
        keep_vectors(indexed_facts().iterator(chunk_size=_TOGETHER))
        for kind, named in all_named():
            ahead = iter(named)
            while part := list(islice(ahead, _TOGETHER)):
                rows = ((subject, index_row("", names=names)) for subject, names in part)
                write_index(rows, kind=kind)
                _write_names(kind, part)
        count_terms()
        return Indexed.objects.count()


def count_terms() -> None:
    """Count anew in how many rows each term is. Until then, what came since is counted live."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Others go on reading the old counts until this is done; a second count waits.
        cursor.execute("LOCK TABLE claims_termcount IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM claims_termcount")
        cursor.execute(
            "INSERT INTO claims_termcount (term, rows, counted_to)"
            " SELECT term, count(*), (SELECT coalesce(max(id), 0) FROM claims_indexed)"
            " FROM claims_posting GROUP BY term"
        )
        cursor.execute("ANALYZE claims_posting, claims_indexed, claims_termcount")


@contextmanager
def scratch_index() -> Iterator[None]:
    """Let everything within use an empty index of its own, of which nothing is left afterwards.

    The tables stand in the session's temporary schema, before those of the installation, and the
    transaction that they are made in is taken back.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Only before the first temporary table of a session there can be more room for them.
            with suppress(DataError), transaction.atomic():
                cursor.execute("SET LOCAL temp_buffers = '128MB'")
            cursor.execute(
                "SELECT set_config("
                "'search_path', 'pg_temp, ' || current_setting('search_path'), true)"
            )
        with connection.schema_editor() as editor:
            for table in _TABLES:
                editor.create_model(table)
        try:
            yield
        finally:
            transaction.set_rollback(True)
