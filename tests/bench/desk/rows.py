"""The rows of a desk at work, by the hundred thousand, always the same ones.

A claim has three citations and five lines of journal; every fourth answers another of its dossier,
every fourth was given to two reviewers and stands in one of the queues, as every eighth of the
pages does whose evidence is in trouble. All are copies of real rows with other keys, statuses and
days, written by the database itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.filling import Filler

BASE = 1_000_000
"""Keys of what is made begin here."""
OF_TWENTY = {"recorded": 10, "in review": 2, "decided": 5, "published": 6}
"""Which of twenty claims, by their number, stand where."""
EDITORS: list[int] = []
CHECKERS: list[int] = []
_CLAIMS_OF_DOSSIER = 20
_CLAIMS_OF_PARTY = 20
_CITATIONS = 3
_EVENTS = 5
_REVIEWERS = 40
_TOGETHER = 2_000
_IN_ROUND = "n % 20 BETWEEN 2 AND 6"
_STATUS = """
CASE n % 20 WHEN 2 THEN 'in_review' WHEN 3 THEN 'in_review' WHEN 4 THEN 'split'
WHEN 5 THEN 'agreed' WHEN 6 THEN 'published' ELSE 'recorded' END
"""
_REVIEWED_AGAIN = "n % 40 = 3"
_IN_FORCE = f"(n % 20 = 6 OR {_REVIEWED_AGAIN})"
"""Claims with a verdict; of every other one in review it stands meanwhile."""
_ANSWERING = "n % 4 = 0"
_ANSWERED = "(n - 1 - n % 3)"
"""A claim of the same dossier, which begins with one that answers nothing."""
_COUNTED = "n % 90"
_COUNTED_THERE = f"{_ANSWERED} % 90"
_ALTERED, _GONE, _FAILED, _MISQUOTED = (f"n % 24 = {rest}" for rest in range(4))
"""Pages with evidence in trouble."""


def plant() -> None:
    """One of everything, by the operations that make it, and who works here."""
    from sources.models import Finding, Recheck  # noqa: PLC0415 - after setup
    from tests.factories import a_pair, a_user, a_verdict, an_editor, later  # noqa: PLC0415
    from tests.public.looks import a_change, a_quoted_page  # noqa: PLC0415

    EDITORS.append(an_editor().pk)
    CHECKERS.extend(a_user().pk for _ in range(_REVIEWERS))
    a_change(a_quoted_page())
    a_pair()
    a_verdict(at=later(hours=1))
    if not (Finding.objects.exists() and Recheck.objects.exists()):
        raise SystemExit("Nothing was planted.")


class Rows:
    """The rows of claims from one number to another, as SQL.

    Args:
        before: how many there are.
        size: how many there will be.
    """

    def __init__(self, before: int, size: int) -> None:
        self.before, self.size = before, size

    def each(self, many: int = 1, where: str = "true", step: int = 1) -> str:
        """What is counted over: ``n``, one for every `step` claims, and ``which`` of so many."""
        first, last = self.before // step + 1, self.size // step
        counted = f"(SELECT * FROM generate_series({first}, {last}) AS n WHERE {where}) AS one_of"
        return f"{counted}, generate_series(0, {many - 1}) AS which"

    def one_of(self, claims: int) -> str:
        """The key of the thing of which there is one for so many claims."""
        return f"{BASE} + 1 + (n * 7919) % {self.size // claims}"


KEY = f"{BASE} + n"
_EARLIER_ROUND = f"{10 * BASE} + n"
_ROUND_OF_NAME = "initcap(translate(substr(md5({}::text), {}, 7), '0123456789', 'aeiouaeiou'))"


def name_of(number: str, mark: str) -> str:
    """A name of two words that are no words, as SQL; another one for each mark."""
    seed = f"({number} || '{mark}')"
    return f"{_ROUND_OF_NAME.format(seed, 1)} || ' ' || {_ROUND_OF_NAME.format(seed, 9)}"


def fill(filled: Filler, before: int, size: int) -> None:
    """Make rows until there are so many claims, with what hangs on them.

    Args:
        filled: writes them.
        before: how many claims there are.
        size: how many there shall be.
    """
    rows = Rows(before, size)
    if not before:
        plant()
        _let_in(filled)
    _fill_names(filled, rows)
    _fill_claims(filled, rows)
    _fill_pairs(filled, rows)
    _fill_evidence(filled, rows)
    _fill_trouble(filled, rows)
    _fill_rounds(filled, rows)
    _spell(before)
    filled.cursor.execute("VACUUM ANALYZE")


def _let_in(filled: Filler) -> None:
    from claims import models as of_claims  # noqa: PLC0415 - after setup
    from sources import models as of_sources  # noqa: PLC0415

    filled.without_triggers(
        of_claims.Assignment,
        of_claims.Authorship,
        of_claims.Citation,
        of_claims.Claim,
        of_claims.Counterclaim,
        of_claims.Event,
        of_claims.Figure,
        of_claims.FigureSubject,
        of_claims.Incident,
        of_claims.Party,
        of_claims.Review,
        of_claims.Round,
        of_claims.Verdict,
        of_claims.Version,
        of_sources.Capture,
        of_sources.Finding,
        of_sources.Page,
        of_sources.Publisher,
        of_sources.Quotation,
        of_sources.Recheck,
    )


def _fill_names(filled: Filler, rows: Rows) -> None:
    from claims.models import Incident, Party  # noqa: PLC0415 - after setup
    from sources.models import Publisher  # noqa: PLC0415

    parties = rows.each(step=_CLAIMS_OF_PARTY)
    heads = {"id": KEY, "slug": f"'bench-' || ({KEY})"}
    filled.copy(Party, heads | {"name": name_of("n", "party")}, parties)
    filled.copy(Publisher, heads | {"name": name_of("n", "publisher")}, parties)
    titled = {"title": f"{name_of('n', 'dossier')} || ', day ' || n", "reference": "NULL"}
    titled["released_at"] = f"timestamptz '2026-01-01' + n * interval '{_CLAIMS_OF_DOSSIER} min'"
    filled.copy(Incident, heads | titled, rows.each(step=_CLAIMS_OF_DOSSIER))


def _fill_claims(filled: Filler, rows: Rows) -> None:
    from claims.models import (  # noqa: PLC0415 - after setup
        Authorship,
        Claim,
        Event,
        Figure,
        FigureSubject,
        Version,
    )

    claim = {
        "id": KEY,
        "reference": "NULL",
        "incident_id": f"{BASE} + (n - 1) / {_CLAIMS_OF_DOSSIER} + 1",
        "claimant_id": rows.one_of(_CLAIMS_OF_PARTY),
        "statement": f"{name_of('n', 'claim')} || ' says that ' || n % 90 || ' were killed.'",
        "status": _STATUS,
        "created_at": "timestamptz '2026-01-01' + n * interval '1 minute'",
        "created_by_id": _reviewer("7"),
        "released_at": "timestamptz '2026-01-02' + n * interval '1 minute'",
        "released_by_id": _reviewer("7"),
        "made_on": "date '2015-01-01' + n % 4000",
        "made_on_precision": "'day'",
    }
    filled.copy(Claim, claim, rows.each())
    filled.copy(Authorship, {"claim_id": KEY, "person_id": _reviewer("7")}, rows.each())
    numbers = dict.fromkeys(("low", "best", "high"), _COUNTED)
    filled.copy(Figure, numbers | {"id": KEY, "claim_id": KEY}, rows.each())
    counted = {"figure_id": KEY, "party_id": rows.one_of(_CLAIMS_OF_PARTY)}
    filled.copy(FigureSubject, counted, rows.each())
    filled.copy(Event, {"claim_id": KEY, "verb": "'revised'"}, rows.each(_EVENTS))
    filled.copy(Version, {"id": KEY, "claim_id": KEY}, rows.each(where=_IN_ROUND))


def _fill_pairs(filled: Filler, rows: Rows) -> None:
    """Pairs, as far apart as the figures of both claims."""
    from claims.models import Counterclaim  # noqa: PLC0415 - after setup

    larger, smaller = (f"{each}({_COUNTED}, {_COUNTED_THERE})" for each in ("greatest", "least"))
    width = f"{larger}::numeric / greatest({smaller}, 1)"
    how_far = (
        f"CASE WHEN {larger} = {smaller} THEN 'agree_or_overlap'"
        f" WHEN {smaller} = 0 THEN 'one_says_none' WHEN {width} >= 5 THEN '5_times'"
        f" WHEN {width} >= 2 THEN '2_times' ELSE 'less_than_2_times' END"
    )
    pair = {
        "id": KEY,
        "claim_id": KEY,
        "answers_id": f"{BASE} + {_ANSWERED}",
        "how_far": how_far,
        "width": f"CASE WHEN {larger} = {smaller} THEN NULL ELSE {width} END",
    }
    filled.copy(Counterclaim, pair, rows.each(where=_ANSWERING))


def _fill_evidence(filled: Filler, rows: Rows) -> None:
    from claims.models import Citation  # noqa: PLC0415 - after setup
    from sources.models import Capture, Finding, Page, Quotation  # noqa: PLC0415

    page = {"id": KEY, "url": "'http://bench.example/' || n", "title": name_of("n", "page")}
    page["publisher_id"] = rows.one_of(_CLAIMS_OF_PARTY)
    filled.copy(Page, page, rows.each())
    filled.copy(Quotation, {"id": KEY, "page_id": KEY}, rows.each())
    filled.copy(Capture, {"id": _copy(), "page_id": KEY}, rows.each())
    found = {"quotation_id": KEY, "capture_id": _copy()}
    found["kind"] = f"CASE WHEN {_MISQUOTED} THEN 'altered' ELSE 'verbatim' END"
    filled.copy(Finding, found, rows.each())
    cited = f"{BASE} + {rows.before} + 1 + (n + which * 7) % {rows.size - rows.before}"
    citation = {"claim_id": KEY, "page_id": cited, "quotation_id": cited, "position": "which"}
    filled.copy(Citation, citation, rows.each(_CITATIONS))


def _fill_trouble(filled: Filler, rows: Rows) -> None:
    """Numbers altered, pages gone, captures that failed, each with its second look."""
    from sources.models import Capture, Recheck  # noqa: PLC0415 - after setup

    looked = f"({_ALTERED} OR {_GONE} OR {_FAILED})"
    day = "timestamptz '2026-03-02' + n * interval '1 minute'"
    second = {
        "id": _copy("again"),
        "page_id": KEY,
        "finished_at": day,
        "status": f"CASE WHEN {_FAILED} THEN 'failed' ELSE 'sealed' END",
        "outcome": f"CASE WHEN {_FAILED} THEN 'timeout' ELSE 'captured' END",
    }
    filled.copy(Capture, second, rows.each(where=looked))
    look = {
        "page_id": KEY,
        "earlier_id": _copy(),
        "later_id": _copy("again"),
        "kind": f"CASE WHEN {_GONE} THEN 'page_gone' ELSE 'quotation_altered' END",
        "number_altered": _ALTERED,
        "quotations": f"jsonb_set(one.quotations, '{{0,quotation}}', to_jsonb({KEY}))",
        "at": day,
    }
    filled.copy(Recheck, look, rows.each(where=f"({_ALTERED} OR {_GONE})"))


def _fill_rounds(filled: Filler, rows: Rows) -> None:
    from claims.models import Assignment, Review, Round, Verdict  # noqa: PLC0415 - after setup

    agreed = {
        "result": "'agreed'",
        "closed_at": "one.opened_at",
        "closed_by_id": "one.opened_by_id",
    }
    earlier = {"id": _EARLIER_ROUND, "claim_id": KEY, "version_id": KEY} | agreed
    filled.copy(Round, earlier, rows.each(where=_REVIEWED_AGAIN))
    over = "CASE WHEN n % 20 < 4 THEN {} ELSE {} END"
    asked = {
        "id": KEY,
        "number": f"CASE WHEN {_REVIEWED_AGAIN} THEN 2 ELSE 1 END",
        "claim_id": KEY,
        "version_id": KEY,
        "result": over.format("''", "CASE WHEN n % 20 = 4 THEN 'split' ELSE 'agreed' END"),
        "closed_at": over.format("NULL", "timestamptz '2026-02-01'"),
        "closed_by_id": over.format("NULL", "one.opened_by_id"),
    }
    filled.copy(Round, asked, rows.each(where=_IN_ROUND))
    # Of every other round one reviewer said no, so that it is short of one.
    waits, left = "(n % 20 = 2 OR n % 20 = 3 AND which = 0)", "(n % 40 = 2 AND which = 1)"
    open_or = f"CASE WHEN {left} THEN {{}} WHEN {waits} THEN {{}} ELSE {{}} END"
    closed = "timestamptz '2026-02-01'"
    assignment = {
        "id": f"2 * ({KEY}) + which",
        "round_id": KEY,
        "reviewer_id": _reviewer("which"),
        "due": "current_date - 30 + n % 60",
        "status": open_or.format("'declined'", "'open'", "'sealed'"),
        "closed_at": open_or.format(closed, "NULL", closed),
        "closed_by_id": open_or.format("one.closed_by_id", "NULL", "one.closed_by_id"),
    }
    filled.copy(Assignment, assignment, rows.each(2, _IN_ROUND))
    review = dict.fromkeys(("id", "assignment_id"), f"2 * ({KEY}) + which") | {"figure_id": KEY}
    sealed = f"{_IN_ROUND} AND n % 20 >= 4"
    filled.copy(Review, review, rows.each(2, sealed))
    judged_in = f"CASE WHEN {_REVIEWED_AGAIN} THEN {_EARLIER_ROUND} ELSE {KEY} END"
    published = {"claim_id": KEY, "round_id": judged_in, "figure_id": KEY}
    filled.copy(Verdict, published, rows.each(where=_IN_FORCE))


def _reviewer(which: str) -> str:
    return f"(ARRAY{CHECKERS})[1 + (n + {which}) % {len(CHECKERS)}]"


def _copy(look: str = "") -> str:
    return f"md5('bench{look}' || n)::uuid"


def _spell(before: int) -> None:
    """Write down how the new names are spelt, as operations do it for each."""
    from claims.matching.claims import all_named  # noqa: PLC0415 - after setup
    from claims.models import SpeltName  # noqa: PLC0415
    from tracker.base.language.retrieval.spellings import spelling_of  # noqa: PLC0415

    first = BASE + before // _CLAIMS_OF_PARTY + 1 if before else 0
    spelt = (
        SpeltName(kind=kind, subject=subject, written=name, **spelling_of(name)._asdict())
        for kind, named in all_named()
        for subject, names in named
        if subject >= first
        for name in dict.fromkeys(filter(None, names))
    )
    SpeltName.objects.bulk_create(spelt, batch_size=_TOGETHER)
