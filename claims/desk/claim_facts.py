"""What the desk's pages show of a claim, as the forms on them are written against it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.presentation.claims.verdicts.history import ranges_in_words
from claims.presentation.figures.in_words import counted, figure_words, scope_words
from claims.presentation.words import readable_address
from claims.reads.assignments import asked_in_open_round
from claims.reads.desk.claims import citations_of, pairs_of
from claims.reads.publishing.replies import replies_seen_by
from claims.reads.verdicts import newest_verdict, rating_of
from claims.rules.grounds import Ground, Stance
from claims.rules.states import ClaimStatus
from tracker.base.acts.snapshot import Fact
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.days import written_date
from tracker.base.writing.lists import comma_list, semicolon_list

if TYPE_CHECKING:
    from claims.models import Claim
    from tracker.base.people.models import User

    Said = Iterator[tuple[str, Fact]]


class ClaimPart(Enum):
    """What of a claim a form may be written against."""

    STATE = auto()
    WORDS = auto()
    FIGURES = auto()
    TRANSLATIONS = auto()
    EVIDENCE = auto()
    PAIRS = auto()
    REPLIES = auto()
    ASKED = auto()
    ROUND = auto()
    SETTLEMENT = auto()
    """How the newest round was settled: only for forms on whose pages that is read."""
    VERDICT = auto()


USUAL = (ClaimPart.STATE, ClaimPart.WORDS, ClaimPart.FIGURES, ClaimPart.ROUND, ClaimPart.VERDICT)
"""What nearly every act on a claim presupposes."""


def facts_of_claim(claim: Claim, *, viewer: User, parts: Collection[ClaimPart]) -> dict[str, Fact]:
    """What there is to see of a claim, by a name that stays the same while it changes.

    Args:
        claim: the claim, just loaded.
        viewer: who looks: of pairs, only those are said whose other end they may know of.
        parts: of what.
    """
    return {
        name: fact
        for part in ClaimPart
        if part in parts
        for name, fact in _SAY[part](claim, viewer)
    }


def _state(claim: Claim, _viewer: User) -> Said:
    yield "state", Fact(_("State"), _(ClaimStatus(claim.status).label))


def _words(claim: Claim, _viewer: User) -> Said:
    yield "incident", Fact(_("Incident"), claim.incident.title)
    yield "claimant", Fact(_("Claimant"), claim.claimant.name)
    yield "spokesperson", Fact(_("Spokesperson"), claim.spokesperson)
    yield "spokesperson_role", Fact(_("Spokesperson's role"), claim.spokesperson_role)
    yield "channel", Fact(_("Channel"), claim.channel)
    yield "outlet", Fact(_("Outlet"), claim.outlet.name if claim.outlet else "")
    yield "statement", Fact(_("Statement"), claim.statement)
    yield "wording", Fact(_("Whose words"), claim.get_wording_display())
    yield "language", Fact(_("Language of the statement"), claim.language)
    yield "nature", Fact(_("Nature"), claim.get_nature_display())
    made = PartialDate.of(claim.made_on, claim.made_on_precision)
    yield "made_on", Fact(_("Made on"), str(made))
    yield "place", Fact(_("Place"), claim.place.name if claim.place else "")


def _figures(claim: Claim, _viewer: User) -> Said:
    for figure in claim.figures.prefetch_related("figure_subjects__party"):
        label = _("Figure %(number)s") % {"number": figure.position + 1}
        notes = [figure.internal_note, figure.public_note]
        said = [counted(figure), figure_words(figure), *scope_words(figure), figure.wording, *notes]
        yield f"figure-{figure.position}", Fact(label, semicolon_list(filter(None, said)))


def _translations(claim: Claim, _viewer: User) -> Said:
    for row in claim.translations.order_by("language", "translator"):
        called = {"language": row.language, "translator": row.translator}
        label = _("Translation (%(language)s, %(translator)s)") % called
        yield f"translation-{row.language}-{row.translator}", Fact(label, row.text)


def _evidence(claim: Claim, _viewer: User) -> Said:
    for row in citations_of(claim):
        said = [
            row.page.title or readable_address(row.page.url),
            _(Stance(row.stance).label),
            f"“{row.quotation.exact}”" if row.quotation else "",
            row.locator,
            row.get_credibility_display(),
            row.internal_note,
            row.public_note,
        ]
        yield f"citation-{row.pk}", Fact(_("Evidence"), semicolon_list(filter(None, said)))


def _pairs(claim: Claim, viewer: User) -> Said:
    for row in pairs_of(claim, viewer):
        said = [
            row.claim.statement,
            _(Ground(row.ground).label),
            row.answers.statement,
            row.internal_note,
            row.public_note,
        ]
        yield f"pair-{row.pk}", Fact(_("Pair"), semicolon_list(filter(None, said)))


def _replies(claim: Claim, viewer: User) -> Said:
    for row in replies_seen_by(claim, viewer):
        label = _("Asked for a reply: %(name)s") % {"name": row.request.party.name}
        yield f"reply-request-{row.request.pk}", Fact(label, row.request.text)
        if row.reply is not None:
            said = [row.reply.get_kind_display(), row.reply.words, row.reply.how]
            label = _("Reply: %(name)s") % {"name": row.request.party.name}
            yield f"reply-{row.request.pk}", Fact(label, semicolon_list(filter(None, said)))


def _asked(claim: Claim, _viewer: User) -> Said:
    for row in asked_in_open_round(claim):
        said = [row.get_status_display(), written_date(row.due)]
        label = _("Asked: %(name)s") % {"name": row.reviewer.get_full_name()}
        yield f"asked-{row.pk}", Fact(label, comma_list(said))


def _round(claim: Claim, _viewer: User) -> Said:
    present = claim.rounds.first()
    if present is not None:
        yield "round", Fact(_("Round"), str(present.number))


def _settlement(claim: Claim, _viewer: User) -> Said:
    present = claim.rounds.first()
    if present is not None:
        code = present.settled_rating
        label = rating_of(code).label if code else ""
        said = semicolon_list(filter(None, [label, present.settlement]))
        yield "settlement", Fact(_("Settlement"), said)


def _verdict(claim: Claim, _viewer: User) -> Said:
    verdict = newest_verdict(claim)
    if verdict is not None:
        yield "verdict", Fact(_("Version of the verdict"), str(verdict.version))
        yield "verdict-rating", Fact(_("Published rating"), verdict.rated.label)
        yield "verdict-summary", Fact(_("Published summary"), verdict.summary)
        figures = {figure.pk: figure for figure in claim.figures.all()}
        said = semicolon_list(ranges_in_words(verdict, figures))
        yield "verdict-range", Fact(_("Published range"), said)


_SAY: dict[ClaimPart, Callable[[Claim, User], Said]] = {
    ClaimPart.STATE: _state,
    ClaimPart.WORDS: _words,
    ClaimPart.FIGURES: _figures,
    ClaimPart.TRANSLATIONS: _translations,
    ClaimPart.EVIDENCE: _evidence,
    ClaimPart.PAIRS: _pairs,
    ClaimPart.REPLIES: _replies,
    ClaimPart.ASKED: _asked,
    ClaimPart.ROUND: _round,
    ClaimPart.SETTLEMENT: _settlement,
    ClaimPart.VERDICT: _verdict,
}
