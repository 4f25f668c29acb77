"""Propose which claims answer which, each on a ground, with the words of both that show it.

That two claims are about the same thing says nothing of whether they agree: a denial is about the
very thing that it denies. Figures contradict only as `claims.rules.figures` says they do; of two
incidents, they are compared as if they were one, for a person to see whether they are.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from claims.matching.answers.statement_signs import StatementSigns
from claims.rules.figures import FigureValue, Relation, compare
from claims.rules.grounds import Ground
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _

MOST_ANSWERS = 20
MOST_SHOWN = 300
"""Characters of a passage that are shown."""
_ALIKE = 2
"""Words of sense that two statements share before a "not", or a day, is held against the other."""
_TELLING_NUMBER = 5
"""Smaller numbers are the same by chance."""
_STRENGTH = (
    Ground.DIFFERENT_FIGURE,
    Ground.DENIAL,
    Ground.REVISION,
    Ground.DIFFERENT_ATTRIBUTION,
    Ground.DIFFERENT_OUTCOME,
    Ground.DIFFERENT_DATE,
)


@dataclass(frozen=True, slots=True)
class SaidInClaim:
    """A claim as far as another can answer it.

    `claim` and `incident` are any identifiers; `voice` is who says it, None for nobody in
    particular; `made_on` and `made_until` are the first and the last day on which it may have been
    said, None where that is not known; `order` says which of two was recorded later.
    """

    claim: Hashable
    incident: Hashable
    voice: Hashable | None
    statement: str
    signs: StatementSigns
    language: str = ""
    figures: tuple[FigureValue, ...] = ()
    made_on: date | None = None
    made_until: date | None = None
    order: int = 0

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it may have been said, if that is known."""
        return None if self.made_on is None else (self.made_on, self.made_until or self.made_on)


@dataclass(frozen=True, slots=True)
class AnswerProposed:
    """That one claim answers another, on a ground: why, and what each of them says."""

    claim: Hashable
    answers: Hashable
    ground: Ground
    why: Sentence
    said: str
    said_before: str
    same_incident: bool = True

    @property
    def subject(self) -> str:
        """What a refusal is remembered by: both claims, whichever answers, and the ground."""
        one, other = sorted(map(str, (self.claim, self.answers)))
        return f"claim:{one}:claim:{other}:{self.ground.value}"


def propose_answers(
    claim: SaidInClaim,
    others: Sequence[SaidInClaim],
    *,
    paired: Collection[tuple[Hashable, Hashable, Ground]] = (),
) -> list[AnswerProposed]:
    """Which claims answer this one, and which it answers: the best founded first.

    Args:
        claim: the claim.
        others: those that may be about the same thing.
        paired: what is recorded: which claim answers which, on what ground.
    """
    known = {(frozenset((one, other)), ground) for one, other, ground in paired}
    proposed = (
        one
        for other in others
        for one in _between(claim, other)
        if (frozenset((one.claim, one.answers)), one.ground) not in known
    )
    ranked = sorted(proposed, key=lambda one: (not one.same_incident, _STRENGTH.index(one.ground)))
    return list(islice(ranked, MOST_ANSWERS))


def _between(one: SaidInClaim, other: SaidInClaim) -> Iterator[AnswerProposed]:
    """Every ground on which one of two claims answers the other; the first of each kind."""
    if one.claim == other.claim:
        return
    later, earlier = _in_time(one, other)
    found = _grounds(later, earlier)
    if one.voice is not None and one.voice == other.voice:
        changed = next(found, None) if _is_order_known(later, earlier) else None
        if changed is not None:
            why = _REVISED if changed.ground is not Ground.DIFFERENT_FIGURE else changed.why
            yield replace(changed, claim=later.claim, answers=earlier.claim,
                          ground=Ground.REVISION, why=why)  # fmt: skip
        return
    yield from found


def _in_time(one: SaidInClaim, other: SaidInClaim) -> tuple[SaidInClaim, SaidInClaim]:
    """The later and the earlier of two, by the days they were made, else as they were recorded."""
    if _was_later(one, other) or _was_later(other, one):
        return (one, other) if _was_later(one, other) else (other, one)
    return (one, other) if one.order > other.order else (other, one)


def _was_later(one: SaidInClaim, other: SaidInClaim) -> bool:
    return one.days is not None and other.days is not None and one.days[0] > other.days[1]


def _is_order_known(later: SaidInClaim, earlier: SaidInClaim) -> bool:
    """Whether the days tell which was said first; of one and the same day, what was recorded so."""
    same_day = later.days is not None and later.days[0] == later.days[1]
    return _was_later(later, earlier) or (same_day and later.days == earlier.days)


def _grounds(later: SaidInClaim, earlier: SaidInClaim) -> Iterator[AnswerProposed]:
    """Each ground once; one who denies answers who says so, whoever spoke first."""
    for found in (_figure, _attribution_of_losses, _attribution, _outcome, _day):
        why = found(later, earlier)
        if why is not None:
            yield _proposed(later, earlier, *why)
    for denier, denied in ((later, earlier), (earlier, later)):
        said = _denied(denier, denied)
        if said:
            yield _proposed(denier, denied, Ground.DENIAL, _DENIES, said, denied.statement)
            break


_Found = tuple[Ground, Sentence, str, str]


def _proposed(  # noqa: PLR0917 - what is shown of both sides
    one: SaidInClaim, other: SaidInClaim, ground: Ground, why: Sentence, said: str, before: str
) -> AnswerProposed:
    same = one.incident == other.incident
    shown = (said[:MOST_SHOWN], before[:MOST_SHOWN])
    return AnswerProposed(one.claim, other.claim, ground, why, *shown, same)


def _figure(later: SaidInClaim, earlier: SaidInClaim) -> _Found | None:
    for a in later.figures:
        for b in earlier.figures:
            told = compare(replace(a, incident=None), replace(b, incident=None))
            if told.relation in {Relation.CONTRADICT, Relation.REVISION}:
                return Ground.DIFFERENT_FIGURE, told.sentence, later.statement, earlier.statement
    return None


def _attribution_of_losses(later: SaidInClaim, earlier: SaidInClaim) -> _Found | None:
    """The same number of the same, of others: "84 soldiers" and "84 rebels"."""
    counted = {(b.measure.code, b.numbers, b.scope.folded): b for b in earlier.figures}
    for a in later.figures:
        b = counted.get((a.measure.code, a.numbers, a.scope.folded))
        if b is None or not a.has_number or max(a.numbers) < _TELLING_NUMBER:
            continue
        differ = a.subjects and b.subjects and a.subjects.isdisjoint(b.subjects)
        if differ and not _both_count(later, earlier, a, b):
            said = (later.statement, earlier.statement)
            return Ground.DIFFERENT_ATTRIBUTION, _OTHERS_SUFFERED, *said
    return None


def _both_count(one: SaidInClaim, other: SaidInClaim, a: FigureValue, b: FigureValue) -> bool:
    """Whether one of the claims gives a figure for each of two subjects: they are two facts."""
    wanted = {a.subjects, b.subjects}
    return any(
        wanted <= {c.subjects for c in said.figures if c.measure.code == a.measure.code}
        for said in (one, other)
    )


def _attribution(later: SaidInClaim, earlier: SaidInClaim) -> _Found | None:
    ours, theirs = later.signs.blamed, earlier.signs.blamed
    if not ours or not theirs or not ours.keys().isdisjoint(theirs.keys()):
        return None
    said = (next(iter(ours.values())), next(iter(theirs.values())))
    return Ground.DIFFERENT_ATTRIBUTION, _OTHERS_BLAMED, *said


def _outcome(later: SaidInClaim, earlier: SaidInClaim) -> _Found | None:
    if not _same_thing(later, earlier):
        return None
    one, other = later.signs, earlier.signs
    for mine, theirs, both in (
        (one.won, other.held, one.held or other.won),
        (one.held, other.won, one.won or other.held),
    ):
        if mine and theirs and not both:
            return Ground.DIFFERENT_OUTCOME, _ENDED_OTHERWISE, mine, theirs
    return None


def _day(later: SaidInClaim, earlier: SaidInClaim) -> _Found | None:
    ours, theirs = later.signs.dates, earlier.signs.dates
    shared = later.signs.stems & earlier.signs.stems
    if not ours or not theirs or len(shared) < _ALIKE:
        return None
    if later.language != earlier.language or not ours.keys().isdisjoint(theirs.keys()):
        return None
    said = (next(iter(ours.values())), next(iter(theirs.values())))
    return Ground.DIFFERENT_DATE, _OTHER_DAY, *said


def _denied(denier: SaidInClaim, denied: SaidInClaim) -> str:
    """The sentence in which one claim denies what the other says; nothing where it does not."""
    if denied.signs.denies or not _same_thing(denier, denied):
        return ""
    if denier.signs.denies:
        return denier.signs.denies
    turned = denier.signs.turned.keys() & denied.signs.stems - denied.signs.turned.keys()
    shared = denier.signs.stems & denied.signs.stems
    return denier.signs.turned[min(turned)] if turned and len(shared) >= _ALIKE else ""


def _same_thing(one: SaidInClaim, other: SaidInClaim) -> bool:
    """Whether two claims speak of one thing: words of sense in common, or one incident.

    In two languages words cannot tell; then the incident has to.
    """
    if one.signs.stems & other.signs.stems:
        return True
    return one.language != other.language and one.incident == other.incident


_DENIES = Sentence("denies", _("It denies what the other says."))
_OTHERS_SUFFERED = Sentence(
    "others_suffered", _("Both give the same number, each for the losses of somebody else.")
)
_OTHERS_BLAMED = Sentence("others_blamed", _("They say that different parties did it."))
_ENDED_OTHERWISE = Sentence("ended_otherwise", _("They say that it ended differently."))
_OTHER_DAY = Sentence("other_day", _("They name different days."))
_REVISED = Sentence("said_otherwise", _("The same claimant says it differently."))
