"""Rows and rules put into the words a reader sees."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from urllib.parse import unquote

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from claims.models import Claim, Figure
from claims.rules.figures import Measure, Qualifier
from claims.rules.states import ClaimStatus
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence

# Measures whose label leaves the unit open, and those that are always somebody's.
_WITH_UNIT = {Measure.DISTANCE_KM, Measure.DURATION_YEARS}
_SOMEBODYS = {
    Measure.KILLED,
    Measure.WOUNDED,
    Measure.CAPTURED,
    Measure.MISSING,
    Measure.KILLED_OR_WOUNDED,
    Measure.KILLED_MISSING_CAPTURED,
    Measure.VEHICLES_DESTROYED,
    Measure.VEHICLES_DAMAGED,
    Measure.VEHICLES_CAPTURED,
    Measure.WEAPONS_CAPTURED,
    Measure.AIRCRAFT_LOST,
    Measure.AIRCRAFT_DAMAGED,
}


_EXERCISE = re.compile(r"^\s*exercise\s*[:–-]\s*", re.IGNORECASE)


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 language tag; ``auto`` where none is known.

    A script subtag decides before the language does: ``az-Arab`` runs right to left.
    """
    try:
        tag = LanguageTag.parse(language.replace("_", "-"))
    except InvalidValueError:
        return "auto"
    return "rtl" if tag.runs_right_to_left else "ltr"


def number(value: Decimal) -> str:
    """Write a number as the reader's language does, without idle noughts: ``1,200``, ``2.5``."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return str(formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def figure_words(figure: Figure) -> str:
    """Say what number a figure gives: ``at least 84``, ``20 to 30``, or its own words.

    A range is the range reported; nothing here adds a margin to what was said.
    """
    low, best, high = figure.low, figure.best, figure.high
    if low is None and best is None and high is None:
        return (
            _("“%(words)s” (no number given)") % {"words": figure.wording}
            if (figure.wording)
            else _("no number given")
        )
    if figure.as_published and not _in_order(low, best, high):
        return _("as published: %(numbers)s") % {"numbers": _listed(low, best, high)}
    return _with_number(Qualifier(figure.qualifier), low, best, high)


# How a number with a qualifier is said; "about" and a range say both ends.
_LOWER = {
    Qualifier.AT_LEAST: gettext_noop("at least %(n)s"),
    Qualifier.MORE_THAN: gettext_noop("more than %(n)s"),
}
_UPPER = {
    Qualifier.AT_MOST: gettext_noop("at most %(n)s"),
    Qualifier.LESS_THAN: gettext_noop("less than %(n)s"),
}


def _with_number(
    qualifier: Qualifier, low: Decimal | None, best: Decimal | None, high: Decimal | None
) -> str:
    numbers = [n for n in (low, best, high) if n is not None]
    least, most = min(numbers), max(numbers)
    if qualifier in _LOWER:
        return _(_LOWER[qualifier]) % {"n": number(least)}
    if qualifier in _UPPER:
        return _(_UPPER[qualifier]) % {"n": number(most)}
    words = _span(least, most)
    if qualifier is Qualifier.ABOUT:
        words = _("about %(n)s") % {"n": words}
    elif qualifier is Qualifier.RANGE and low is None:
        words = _("up to %(n)s") % {"n": number(most)}
    elif qualifier is Qualifier.RANGE and high is None:
        words = _("%(n)s or more") % {"n": number(least)}
    elif best is not None and least < best < most:
        words = _("%(best)s (%(range)s)") % {"best": number(best), "range": words}
    return words


def _span(least: Decimal, most: Decimal) -> str:
    if least == most:
        return number(least)
    return _("%(low)s to %(high)s") % {"low": number(least), "high": number(most)}


def _in_order(*numbers: Decimal | None) -> bool:
    given = [n for n in numbers if n is not None]
    return given == sorted(given)


def _listed(low: Decimal | None, best: Decimal | None, high: Decimal | None) -> str:
    named = ((_("low"), low), (_("best"), best), (_("high"), high))
    return ", ".join(f"{name} {number(n)}" for name, n in named if n is not None)


def measure_label(measure: str) -> str:
    """Name a measure as a heading does, with its unit where the name does not say it."""
    value = Measure(measure)
    if value in _WITH_UNIT:
        return _("%(measure)s (%(unit)s)") % {"measure": _(value.label), "unit": _(value.unit)}
    return _(value.label)


def subjects_words(figure: Figure) -> str:
    """Name whose losses a figure counts; one number for two parties says so.

    Empty where what is counted is nobody's loss, such as a distance. Asks for the figure's
    ``figure_subjects`` with their parties.
    """
    names = [subject.party.short_name for subject in figure.figure_subjects.all()]
    if not names:
        return _("party not stated") if Measure(figure.measure) in _SOMEBODYS else ""
    if len(names) == 1:
        return names[0]
    return _("%(names)s together") % {"names": _(" and ").join(names)}


def counted(figure: Figure) -> str:
    """Name what a figure counts and whose: ``Killed, FAMa``; ``Distance (km)``."""
    return ", ".join(
        part for part in (measure_label(figure.measure), subjects_words(figure)) if part
    )


def who(claim: Claim) -> str:
    """Name who says it: the outlet where one speaks in its own voice, else the claimant."""
    return claim.outlet.name if claim.outlet is not None else claim.claimant.short_name


def readable_address(url: str) -> str:
    """Write an address as people read it: without the scheme, with its letters as letters.

    Only for showing. Control characters and spaces stay encoded, so nothing can be hidden in it.
    """
    bare = url.partition("://")[2].removeprefix("www.").rstrip("/")
    decoded = unquote(bare, errors="replace")
    return decoded if decoded.isprintable() and " " not in decoded else bare


def sentence(said: Sentence) -> str:
    """Say in the reader's language what a rule has to say."""
    return _(said.text) % {key: _(value) for key, value in said.values.items()}


def public_status(status: str) -> str:
    """Name a status for readers, who see nothing of how a review stands until it is published."""
    match ClaimStatus(status):
        case ClaimStatus.PUBLISHED:
            return _("verdict published")
        case ClaimStatus.RECORDED:
            return _("not reviewed yet")
        case ClaimStatus.IN_REVIEW | ClaimStatus.AGREED | ClaimStatus.SPLIT | ClaimStatus.SETTLED:
            return _("under review")
        case ClaimStatus.DRAFT | ClaimStatus.WITHDRAWN:
            return _("not public")


def partial_date(date: dt.date | None, precision: str) -> str:
    """Write a date no more exactly than it is known: ``27 July 2024``, ``July 2024``, ``2024``."""
    if date is None:
        return _("date not known")
    match DatePrecision(precision):
        case DatePrecision.DAY:
            return formats.date_format(date, "j F Y")
        case DatePrecision.MONTH:
            return formats.date_format(date, "F Y")
        case DatePrecision.YEAR:
            return formats.date_format(date, "Y")
        case DatePrecision.UNKNOWN:
            return _("date not known")


def time_tag(date: dt.date | None, precision: str) -> SafeString | str:
    """Wrap a partly known date in ``<time>``, or say that it is not known."""
    words = partial_date(date, precision)
    if date is None:
        return words
    return format_html('<time datetime="{}">{}</time>', str(PartialDate.of(date, precision)), words)


def date_span(
    start: dt.date | None, start_precision: str, end: dt.date | None, end_precision: str
) -> str:
    """Write the dates of an incident: one date, or the first and the last."""
    first, last = partial_date(start, start_precision), PartialDate.of(end, end_precision)
    if start is None or end is None or PartialDate.of(start, start_precision) == last:
        return first
    if start_precision == end_precision == DatePrecision.DAY and start.year == end.year:
        opening = formats.date_format(start, "j" if start.month == end.month else "j F")
        return f"{opening}–{partial_date(end, end_precision)}"
    return f"{first} – {partial_date(end, end_precision)}"


def _origins(independent: int, *, more_than_reports: bool) -> str:
    """One report may credit several; then they are origins credited, not reports of their own."""
    if more_than_reports:
        words = ngettext("crediting %(n)s origin", "crediting %(n)s origins", independent)
    else:
        words = ngettext("%(n)s independent origin", "%(n)s independent origins", independent)
    return words % {"n": independent}


def gap(before: str, after: str) -> str:
    """What stands between two stretches of a page that were noted one after the other.

    Notes leave out the punctuation between them. Where a sentence ends there, seen by the capital
    that follows, an ellipsis says that something was left out; elsewhere they run on.
    """
    runs_on = not after[:1].isupper() or not before[-1:].isalnum()
    return " " if runs_on else " … "


def bare_title(title: str) -> str:
    """An incident's title without the word EXERCISE before it, for where a mark says it."""
    return _EXERCISE.sub("", title) or title


def origins_words(reports: int, independent: int, unstated: int) -> str:
    """Say how many reports there are and how many origins they have between them."""
    if not reports:
        return _("no report of it cited")
    words = _("%(reports)s, %(origins)s") % {
        "reports": ngettext("%(n)s report", "%(n)s reports", reports) % {"n": reports},
        "origins": _origins(independent, more_than_reports=independent > reports),
    }
    if not unstated:
        return words
    return _("%(words)s (%(unstated)s)") % {
        "words": words,
        "unstated": ngettext(
            "%(n)s does not say where it has it from",
            "%(n)s do not say where they have it from",
            unstated,
        )
        % {"n": unstated},
    }
