"""What the entries of the feeds say, in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.feeds.formats import FeedEntry
from claims.presentation import change_words, words
from claims.presentation.claims.origins import lines_on_origins
from claims.presentation.claims.verdicts.history import ranges_in_words
from claims.presentation.dates import partial_date
from claims.presentation.figures import in_words
from claims.reads.evidence.citations import citations_counted
from claims.reads.evidence.origins import Trail
from tracker.base.writing.days import written_date
from tracker.base.writing.lists import semicolon_list

if TYPE_CHECKING:
    from datetime import datetime

    from claims.models import Claim, Figure, Incident, Verdict
    from claims.presentation.corrected.lines import LogLine
    from claims.reads.corrected.taken_away import TakenAway
    from sources.models import Recheck


def entries_of_claims(rows: Sequence[Claim]) -> list[FeedEntry]:
    """What is claimed: the statement, its figures with whose losses they count, its origins.

    Args:
        rows: fetched as for cards, from `claims_by_release`.
    """
    lines = _lines(rows)
    return [
        FeedEntry(
            key=f"claim-{claim.pk}",
            path=reverse("public:claim", args=[claim.pk]),
            title=f"{words.trial_label(claim.incident)}{words.who(claim)}: {claim.incident.title}",
            text=_joined(
                claim.statement,
                _dated(claim),
                *map(_counted, claim.figures.all()),
                _("Evidence: %(origins)s") % {"origins": lines[claim.pk]},
            ),
            published=claim.shown_at,  # type: ignore[attr-defined]
            updated=claim.shown_at,  # type: ignore[attr-defined]
            author=words.who(claim),
        )
        for claim in rows
    ]


def entries_of_verdicts(rows: Sequence[Verdict]) -> list[FeedEntry]:
    """What was decided; of one that was corrected since, also that, and when.

    Args:
        rows: fetched by `claims.reads.verdicts.verdicts_for_feeds`.
    """
    lines = _lines([row.claim for row in rows])
    return [
        FeedEntry(
            key=f"verdict-{verdict.pk}",
            path=_at_verdict(verdict),
            title=_verdict_title(verdict),
            text=_label(verdict) + _joined(*_verdict_text(verdict, lines[verdict.claim_id])),
            published=verdict.published_at,
            updated=_corrected_at(verdict) or verdict.published_at,
        )
        for verdict in rows
    ]


def _verdict_title(verdict: Verdict) -> str:
    statement = Truncator(verdict.claim.statement).chars(120)
    return f"{_label(verdict)}{_what_it_is(verdict)}{verdict.rated.label}: {statement}"


def _label(verdict: Verdict) -> str:
    """What stands before the title and the text of what is nobody's finding."""
    return words.trial_label(verdict.claim.incident, demonstration=verdict.is_demonstration)


def _what_it_is(verdict: Verdict) -> str:
    if not verdict.supersedes_id:
        return ""
    return _("Correction: ") if verdict.is_correction else _("Reviewed again: ")


def _verdict_text(verdict: Verdict, origins: str) -> Iterator[str]:
    claim = verdict.claim
    later = _later(verdict)
    if later is not None:
        yield (
            _("Corrected since, on %(day)s: %(rating)s.")
            if later.is_correction
            else _("Reviewed again since, on %(day)s: %(rating)s.")
        ) % {"day": _day(later.published_at), "rating": later.rated.label}
    yield verdict.change_reason
    yield verdict.summary
    for said in ranges_in_words(verdict, {figure.pk: figure for figure in claim.figures.all()}):
        yield _("Range the evidence supports: %(range)s.") % {"range": said}
    yield _("Claimed by %(who)s: %(statement)s") % {
        "who": words.who(claim),
        "statement": claim.statement,
    }
    yield _dated(claim)
    yield from map(_counted, claim.figures.all())
    yield _("Evidence now: %(origins)s") % {"origins": origins}


def entries_of_log(lines: Sequence[LogLine]) -> list[FeedEntry]:
    """What was corrected, withdrawn or taken back, of what kind that is, and why."""
    return [
        FeedEntry(
            key=f"correction-{line.key}",
            path=line.path,
            title=f"{line.kind}: {Truncator(line.about).chars(160)}",
            text=_joined(*_log_text(line)),
            published=line.at,
            updated=line.at,
        )
        for line in lines
    ]


def _log_text(line: LogLine) -> Iterator[str]:
    verdict = line.verdict
    if verdict is not None and verdict.supersedes is not None:
        before, now = verdict.supersedes.rated.label, verdict.rated.label
        yield _("Before: %(rating)s") % {"rating": before}
        yield _("Now: %(rating)s") % {"rating": now}
    yield line.reason


def entries_taken_away(rows: Sequence[TakenAway], *, verdicts: bool) -> list[FeedEntry]:
    """What stood in a feed and was withdrawn, under the id it had there, without its content.

    Args:
        rows: claims that are gone.
        verdicts: whether their verdicts stood there, or the claims themselves.
    """
    return [
        FeedEntry(
            key=key,
            path=reverse("public:claim", args=[row.claim_id]),
            title=_("Withdrawn: claim %(n)s") % {"n": row.claim_id},
            text=_joined(_("Withdrawn on %(day)s.") % {"day": _day(row.at)}, row.reason),
            published=published,
            updated=row.at,
        )
        for row in rows
        for key, published in (
            [(f"verdict-{pk}", at) for pk, at in row.verdicts]
            if verdicts
            else [(f"claim-{row.claim_id}", row.since)]
        )
    ]


def entries_of_changes(rows: Sequence[Recheck]) -> list[FeedEntry]:
    """What later looks at cited pages found, and on which page."""
    return [
        FeedEntry(
            key=f"change-{row.pk}",
            path=reverse("public:change", args=[row.pk]),
            title=_change_title(row),
            text=_joined(row.page.title, row.page.url),
            published=row.at,
            updated=row.at,
        )
        for row in rows
    ]


def _change_title(row: Recheck) -> str:
    label = _("[Exercise] ") if row.is_exercise else ""  # type: ignore[attr-defined]
    said = change_words.headline(
        row.shown_kind,  # type: ignore[attr-defined]
        number=row.shown_number,  # type: ignore[attr-defined]
        unread=row.shown_unread,  # type: ignore[attr-defined]
    )
    return f"{label}{said}: {row.page.publisher.name}"


def withdrawn_dossier(dossier: Incident) -> FeedEntry:
    """That a dossier was withdrawn, when, and what was written for its readers."""
    at = dossier.withdrawn_at
    if at is None:
        raise ValueError("This dossier was not withdrawn.")
    return FeedEntry(
        key=f"dossier-{dossier.pk}",
        path="",
        title=_("This dossier was withdrawn"),
        text=_joined(_("Withdrawn on %(day)s.") % {"day": _day(at)}, dossier.withdrawn_notice),
        published=at,
        updated=at,
    )


def _dated(claim: Claim) -> str:
    """When it was said, which is not when it was recorded here or decided on."""
    said = partial_date(claim.made_on, claim.made_on_precision)
    return _("Date of the statement: %(date)s") % {"date": said}


def _counted(figure: Figure) -> str:
    said = f"{in_words.counted(figure)}: {in_words.told(figure)}"
    return semicolon_list([said, *in_words.beside(figure)])


def _lines(rows: Sequence[Claim]) -> dict[int, str]:
    cited = list(citations_counted(rows))
    return lines_on_origins(rows, cited, Trail.of(cited))


def _at_verdict(verdict: Verdict) -> str:
    return f"{reverse('public:claim', args=[verdict.claim_id])}#verdict-{verdict.version}"


def _later(verdict: Verdict) -> Verdict | None:
    """The verdict that replaced one, fetched with it."""
    later: Verdict | None = getattr(verdict, "superseded_by", None)
    return later


def _corrected_at(verdict: Verdict) -> datetime | None:
    later = _later(verdict)
    return None if later is None else later.published_at


def _day(at: datetime) -> str:
    return written_date(timezone.localtime(at))


def _joined(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
