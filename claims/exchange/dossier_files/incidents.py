"""One file an incident: what it is, and its claims."""

from pathlib import Path

from claims.exchange.dossier_files.fields import CLAIM_ID, LINE, NAME, FileEntry
from claims.exchange.dossier_files.figures import read_figure
from claims.exchange.dossier_files.nodes import read_tree
from claims.exchange.dossier_files.problems import Problems
from claims.exchange.dossier_files.shared import Vocabulary
from claims.exchange.dossier_files.values import (
    AnswerRow,
    CitationRow,
    ClaimRow,
    IncidentRow,
    QuoteRow,
    TranslationRow,
)
from claims.rules.grounds import LONGEST_MEANS, REPORTING, Ground, Stance

CANNOT_BE_JUDGED = "6"


def read_incident(
    folder: Path, slug: str, *, words: Vocabulary, language: str, problems: Problems
) -> IncidentRow | None:
    """Read ``incidents/<slug>.yaml``.

    Args:
        folder: the dossier's folder.
        slug: the incident's slug, the name of its file.
        words: the vocabulary of the database.
        language: the language of statements that name none.
        problems: faults are added here.

    Returns:
        The incident, also where some of its rows are wrong; None if the file is no incident.
    """
    file = f"incidents/{slug}.yaml"
    tree = read_tree(folder, file, problems=problems, incident=slug)
    if tree is None:
        return None
    whole = FileEntry(tree, file, "", problems, slug)
    head, claims = whole.entry("incident"), whole.entry("claims")
    for key in ("incident", "claims"):
        if not whole.has(key):
            whole.fault(key, "is missing")
    whole.done()
    if head is None or claims is None:
        return None
    rows = [
        _read_claim(name, entry, words=words, language=language)
        for name, entry in claims.named(shape=CLAIM_ID)
    ]
    return _read_head(slug, head, claims=tuple(rows))


def _read_head(slug: str, entry: FileEntry, *, claims: tuple[ClaimRow, ...]) -> IncidentRow:
    row = IncidentRow(
        where=entry.where,
        slug=slug,
        title=entry.text("title", required=True, limit=LINE),
        summary=entry.text("summary", one_line=False),
        start=entry.date("start"),
        end=entry.date("end"),
        place=entry.slug("place"),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
        founding_sentences=tuple(int(number) for number in entry.numbers("founding_sentences")),
        claims=claims,
    )
    if row.end.is_before(row.start):
        entry.fault("end", f"{row.end} is before the start, {row.start}")
    entry.done()
    return row


def _read_claim(name: str, entry: FileEntry, *, words: Vocabulary, language: str) -> ClaimRow:
    statement, wording = _statement(entry)
    row = ClaimRow(
        where=entry.where,
        id=name,
        claimant=entry.slug("by", required=True),
        statement=statement,
        wording=wording,
        language=entry.language("language", default=language),
        spokesperson=entry.text("spokesperson", limit=NAME),
        spokesperson_role=entry.text("spokesperson_role", limit=NAME),
        channel=entry.text("channel", limit=NAME),
        outlet=entry.slug("outlet"),
        nature=entry.choice("nature", ("statement", "silence"), default="statement"),
        made=entry.date("made"),
        place=entry.slug("place"),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
        translations=tuple(_translation(item) for item in entry.entries("translations")),
        figures=tuple(read_figure(item, words.terms.measures) for item in entry.entries("figures")),
        citations=tuple(_citation(item, words) for item in entry.entries("cites")),
        answers=tuple(_answer(item, claim=name) for item in entry.entries("answers")),
    )
    if row.spokesperson_role and not row.spokesperson:
        entry.fault("spokesperson_role", "needs a spokesperson whose role it is")
    if not row.citations:
        entry.fault("cites", "is missing: a claim needs at least one page that reports it")
    entry.done()
    return row


def _statement(entry: FileEntry) -> tuple[str, str]:
    given = [key for key in ("verbatim", "paraphrase") if entry.has(key)]
    if len(given) != 1:
        message = "is missing: give the statement as verbatim or as paraphrase, and only once"
        entry.fault("paraphrase", message)
    texts = [(entry.text(key, one_line=False), key) for key in ("verbatim", "paraphrase")]
    return next(((text, key) for text, key in texts if text), ("", "paraphrase"))


def _translation(entry: FileEntry) -> TranslationRow:
    row = TranslationRow(
        where=entry.where,
        language=entry.language("language"),
        text=entry.text("text", required=True, one_line=False),
        translator=entry.text("translator", required=True, limit=NAME),
    )
    if not entry.has("language"):
        entry.fault("language", "is missing")
    entry.done()
    return row


def _citation(entry: FileEntry, words: Vocabulary) -> CitationRow:
    row = CitationRow(
        where=entry.where,
        page=entry.slug("page", required=True),
        quote=_quote(entry),
        stance=entry.choice("stance", [known.value for known in Stance], default=Stance.REPORTS),
        credibility=entry.choice("credibility", words.credibilities, default=CANNOT_BE_JUDGED),
        locator=entry.text("locator", limit=NAME),
        confirms_by=entry.text("confirms_by", limit=LONGEST_MEANS, one_line=False),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
    )
    if row.confirms_by and row.stance not in REPORTING:
        entry.fault("confirms_by", "needs a stance that reports or supports the claim")
    entry.done()
    return row


def _quote(entry: FileEntry) -> QuoteRow | None:
    """The exact words alone, or with the words around them (W3C TextQuoteSelector)."""
    if not entry.has("quote"):
        return None
    if not entry.is_group("quote"):
        exact = entry.text("quote", one_line=False)
        return QuoteRow(exact) if exact else None
    quote = entry.entry("quote")
    if quote is None:
        return None
    row = QuoteRow(
        exact=quote.text("exact", required=True, one_line=False),
        prefix=quote.text("prefix", limit=LINE),
        suffix=quote.text("suffix", limit=LINE),
        language=quote.language("language"),
    )
    quote.done()
    return row if row.exact else None


def _answer(entry: FileEntry, *, claim: str) -> AnswerRow:
    row = AnswerRow(
        where=entry.where,
        claim=entry.word("claim", shape=CLAIM_ID, what="a claim's id", required=True),
        ground=entry.choice("ground", [known.value for known in Ground]),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
    )
    if row.claim == claim:
        entry.fault("claim", "is the claim itself")
    entry.done()
    return row
