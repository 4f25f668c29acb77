"""The words of the pictures: those of the cards, of which a picture is one to look at."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Figure, Nature, Translation, Verdict, Wording
from claims.presentation import dates, words
from claims.presentation.claims.verdicts.citing import found_words
from claims.presentation.claims.verdicts.history import ranges_in_words
from claims.presentation.figures import in_words
from claims.presentation.link_pictures.plain_text import one_plain_line as plain_line
from claims.presentation.link_pictures.sheet import (
    FoundOfSide,
    LinkPicture,
    ShownSide,
    StatedText,
    ToldFigure,
)
from claims.presentation.pairs.far_apart import farthest_apart
from claims.presentation.pairs.headline import names_apart, pair_headline
from claims.reads.cards.cards import DossierCard
from claims.reads.verdicts import verdict_in_force
from claims.rules.ratings import FALSEST, TRUEST
from claims.rules.states import ClaimStatus, public_status
from tracker.base.writing.lists import semicolon_list

MOST_FIGURES = 2
"""Figures of a claim that are shown in it; that there are more is said."""


def picture_of_claim(
    claim: Claim, verdict: Verdict | None, translation: Translation | None
) -> LinkPicture:
    """Say who says what, and what was found.

    Args:
        claim: fetched as for cards.
        verdict: the one in force; None before the first.
        translation: what stands beside the statement in the reader's language, if something does.
    """
    path = reverse("public:claim", args=[claim.pk])
    return LinkPicture(
        page=path,
        path=reverse("public:claim_picture", args=[claim.pk]),
        marks=_marks([claim], [verdict]),
        kicker=plain_line(words.dossier_title(claim.incident)),
        sides=(_side(claim, words.who(claim), verdict, translation),),
    )


def picture_of_pair(pair: Counterclaim) -> LinkPicture:
    """Set both sides of a pair face to face.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    claims = (pair.answers, pair.claim)
    verdicts = [verdict_in_force(claim) for claim in claims]
    return LinkPicture(
        page=reverse("public:pair", args=[pair.pk]),
        path=reverse("public:pair_picture", args=[pair.pk]),
        marks=_marks(claims, verdicts),
        kicker=plain_line(words.dossier_title(pair.answers.incident)),
        title=plain_line(pair_headline(pair)),
        sides=tuple(
            _side(claim, name, verdict, None)
            for claim, name, verdict in zip(claims, names_apart(*claims), verdicts, strict=True)
        ),
    )


def picture_of_dossier(card: DossierCard) -> LinkPicture:
    """Say what a dossier is about, and how far apart its sides are at the widest.

    Args:
        card: the dossier, with all its claims and pairs.
    """
    incident = card.incident
    span = dates.date_span(
        incident.start, incident.start_precision, incident.end, incident.end_precision
    )
    apart = next(iter(farthest_apart(card.claims, card.pairs, 1)), None)
    lead, lines = "", [incident.summary]
    if apart is not None:
        lead = _("%(counted)s: %(range)s") % {"counted": apart.counted, "range": apart.said}
        later = (
            _("%(counted)s: %(range)s") % {"counted": who, "range": said}
            for who, said in apart.later
        )
        lines = [apart.apart, *later, *apart.found]
    said = [
        ngettext("%(n)s claim", "%(n)s claims", len(card.claims)) % {"n": len(card.claims)},
        ngettext("%(n)s with a verdict", "%(n)s with a verdict", card.decided)
        % {"n": card.decided},
    ]
    if card.corrected_at:
        said.append(_("Last corrected on %(day)s.") % {"day": _day_of(card.corrected_at)})
    return LinkPicture(
        page=reverse("public:incident", args=[incident.slug]),
        path=reverse("public:dossier_picture", args=[incident.slug]),
        marks=(_("Exercise"),) if incident.is_exercise else (),
        kicker=plain_line(" · ".join([span, *([incident.place.name] if incident.place else [])])),
        title=plain_line(words.dossier_title(incident)),
        lead=plain_line(lead),
        lines=tuple(plain_line(line) for line in lines if line),
        small=tuple(said),
    )


def _marks(claims: Sequence[Claim], verdicts: Sequence[Verdict | None]) -> tuple[str, ...]:
    is_exercise = any(claim.incident.is_exercise for claim in claims)
    is_shown = any(verdict is not None and verdict.is_demonstration for verdict in verdicts)
    marks = {_("Exercise"): is_exercise, _("Demonstration"): is_shown}
    return tuple(mark for mark, holds in marks.items() if holds)


def _side(
    claim: Claim, name: str, verdict: Verdict | None, translation: Translation | None
) -> ShownSide:
    figures = list(claim.figures.all())
    more = len(figures) - MOST_FIGURES
    said = ngettext("%(n)s more figure", "%(n)s more figures", more) % {"n": more}
    statements = [StatedText(_quoted(claim), words.direction(claim.language))]
    if translation is not None:
        direction = words.direction(translation.language)
        statements.append(StatedText(plain_line(translation.text), direction))
    return ShownSide(
        who=plain_line(name),
        byline=(dates.partial_date(claim.made_on, claim.made_on_precision), *_wording(claim)),
        figures=tuple(_figure(figure) for figure in figures[:MOST_FIGURES]),
        more=said if more > 0 else "",
        statements=tuple(statements),
        outcome=_outcome(claim, verdict),
    )


def _quoted(claim: Claim) -> str:
    """The statement; quotation marks stand only around the claimant's own words."""
    line = plain_line(claim.statement)
    return f"“{line}”" if claim.wording == Wording.VERBATIM else line


def _wording(claim: Claim) -> list[str]:
    if claim.nature == Nature.SILENCE:
        return [_("no statement: conduct or silence")]
    return [_("paraphrase")] if claim.wording == Wording.PARAPHRASE else []


def _figure(figure: Figure) -> ToldFigure:
    counted = in_words.counted(figure)
    return ToldFigure(
        counted=plain_line(_("%(counted)s:") % {"counted": counted}) if counted else "",
        said=plain_line(in_words.told(figure)),
        beside=plain_line("; ".join(in_words.beside(figure))),
    )


def _outcome(claim: Claim, verdict: Verdict | None) -> FoundOfSide:
    if verdict is None:
        label = capfirst(_(public_status(claim.status).label))
        return FoundOfSide(label, (), is_verdict=False, day="", notes=())
    number = verdict.rated.number
    scale = range(FALSEST, TRUEST + 1)
    return FoundOfSide(
        label=plain_line(found_words(claim, verdict)),
        steps=() if number is None else tuple(step <= number for step in scale),
        is_verdict=True,
        day=_day_of(verdict.published_at),
        notes=tuple(map(plain_line, _notes(claim, verdict))),
    )


def _notes(claim: Claim, verdict: Verdict) -> list[str]:
    notes = []
    found = ranges_in_words(verdict, {figure.pk: figure for figure in claim.figures.all()})
    if found:
        range_ = semicolon_list(found)
        notes.append(_("Range the evidence supports: %(range)s.") % {"range": range_})
    if claim.status != ClaimStatus.PUBLISHED:
        notes.append(capfirst(_("under review again")))
    if verdict.supersedes_id:
        text = _("Reviewed again on %(day)s: this verdict replaced an earlier one.")
        if verdict.is_correction:
            text = _("Corrected on %(day)s: this verdict replaced an earlier one.")
        notes.append(text % {"day": _day_of(verdict.published_at)})
    return notes


def _day_of(at: object) -> str:
    return formats.date_format(timezone.localdate(at), "j F Y")  # type: ignore[arg-type]
