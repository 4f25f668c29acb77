"""How a party's claims fared, in the same words for every party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.presentation.numbers import number
from claims.presentation.profiles.revised import OwnChanges
from claims.reads.profiles.party_record import Fared
from claims.rules.deciding.fates import FEWEST_FOR_SHARES, Fate, Share, share_of
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class FaredRow:
    """One line of the table: what became of how many claims, and the share with its interval.

    Args:
        label: what became of them.
        ratings: what their verdicts are called.
        count: how many.
        share: "40%".
        interval: "22% to 61%".
    """

    label: str
    ratings: str
    count: str
    share: str
    interval: str


@dataclass(frozen=True, slots=True)
class FaredShown:
    """The table, or the sentence why there is none; what was left out; what was revised.

    ``has_interval`` says that one is told somewhere, so that the page says what it means.
    """

    rows: tuple[FaredRow, ...]
    counted: str
    why_hidden: str
    left_out: tuple[str, ...]
    revised: str
    has_interval: bool


def fared_shown(record: Fared, changes: OwnChanges) -> FaredShown:
    """Say how the claims of a party fared.

    Args:
        record: what became of them.
        changes: what the party changed of what it had said.
    """
    rows = tuple(_rows(record))
    return FaredShown(
        rows=rows,
        counted=_counted(record),
        why_hidden="" if rows or not record.claims else _why_hidden(),
        left_out=tuple(_left_out(record)),
        revised=_revised(record.claims, changes),
        has_interval=bool(rows) or _share_revised(record.claims, changes.revised_count) is not None,
    )


def _rows(record: Fared) -> Iterator[FaredRow]:
    for fate in Fate:
        share = share_of(record.fates.get(fate, 0), record.decided)
        if share is None or (fate is Fate.OTHER and not share.count):
            continue
        yield FaredRow(
            label=_(fate.label),
            ratings=comma_list(record.ratings.get(fate, ())),
            count=number(Decimal(share.count)),
            share=_percent(share.part),
            interval=_interval(share),
        )


def _interval(share: Share) -> str:
    return _("%(low)s to %(high)s") % {"low": _percent(share.low), "high": _percent(share.high)}


def _percent(part: float) -> str:
    return _("%(n)s%%") % {"n": number(Decimal(round(100 * part)))}


def _counted(record: Fared) -> str:
    if not record.claims:
        return _("It has made no claim outside exercises.")
    text = ngettext(
        "%(decided)s of its %(n)s claim has a published verdict.",
        "%(decided)s of its %(n)s claims have a published verdict.",
        record.claims,
    )
    return text % {
        "decided": number(Decimal(record.decided)),
        "n": number(Decimal(record.claims)),
    }


def _why_hidden() -> str:
    return _(
        "No shares are shown below %(fewest)s verdicts: out of so few, one verdict more or less "
        "would turn the picture. Each verdict stands with its claim below."
    ) % {"fewest": FEWEST_FOR_SHARES}


def _left_out(record: Fared) -> Iterator[str]:
    if record.demonstration:
        yield ngettext(
            "Not counted: %(n)s verdict given for demonstration only.",
            "Not counted: %(n)s verdicts given for demonstration only.",
            record.demonstration,
        ) % {"n": number(Decimal(record.demonstration))}
    if record.exercises and record.claims:
        yield ngettext(
            "Not counted: %(n)s claim in an exercise.",
            "Not counted: %(n)s claims in exercises.",
            record.exercises,
        ) % {"n": number(Decimal(record.exercises))}


def _revised(claims: int, changes: OwnChanges) -> str:
    if not claims:
        return ""
    revised, unordered = changes.revised_count, changes.unordered_count
    said = [_revised_later(claims, revised)] if revised or not unordered else []
    if unordered:
        said.append(_unordered(unordered))
    return " ".join(said)


def _revised_later(claims: int, revised: int) -> str:
    if not revised:
        return _("None of its claims is known to have been revised by it later.")
    said = ngettext(
        "It later revised %(revised)s of its %(n)s claim.",
        "It later revised %(revised)s of its %(n)s claims.",
        claims,
    ) % {"revised": number(Decimal(revised)), "n": number(Decimal(claims))}
    share = _share_revised(claims, revised)
    if share is None:
        return said
    told = _("That is %(share)s (95%% interval: %(interval)s).")
    return f"{said} {told % {'share': _percent(share.part), 'interval': _interval(share)}}"


def _share_revised(claims: int, revised: int) -> Share | None:
    """The share that is told: of none there is nothing to tell."""
    return share_of(revised, claims) if revised else None


def _unordered(pairs: int) -> str:
    return ngettext(
        "In %(n)s pair of its claims it says two different things, and which it said later is not "
        "known.",
        "In %(n)s pairs of its claims it says two different things, and which it said later is not "
        "known.",
        pairs,
    ) % {"n": number(Decimal(pairs))}
