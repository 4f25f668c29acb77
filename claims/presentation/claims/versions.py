"""Two versions of a claim side by side: what each says, and where they differ, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Credibility
from claims.models.claim import Nature, Wording
from claims.presentation import dates
from claims.presentation.figures.in_words import figure_words, scope_words
from claims.presentation.words import language_named
from claims.reads.journal.as_it_stood import figure_as_it_stood
from claims.reads.journal.versions import Content, VersionNames
from claims.rules.figures import Counts
from claims.rules.grounds import Ground, Stance
from sources.archiver.drift.passages import Run, whole
from sources.archiver.drift.word_diff import TextComparison
from tracker.base.writing.lists import comma_list, isolated, semicolon_list

_Label = str | Promise
_Items = dict[tuple[Any, ...], str]
"""What stands in a part of a version, in words, each by what makes it the same in two versions."""

SECTIONS: dict[str, _Label] = {
    "claim": gettext_lazy("The claim"),
    "figures": gettext_lazy("Figures"),
    "translations": gettext_lazy("Translations"),
    "citations": gettext_lazy("What it rests on"),
    "pairs": gettext_lazy("Claims it answers, and that answer it"),
}
_FIELDS: dict[str, _Label] = {
    "statement": gettext_lazy("Statement"),
    "wording": gettext_lazy("Wording"),
    "language": gettext_lazy("Language"),
    "nature": gettext_lazy("Kind of claim"),
    "incident_id": gettext_lazy("Incident"),
    "claimant_id": gettext_lazy("Claimant"),
    "spokesperson": gettext_lazy("Spokesperson"),
    "spokesperson_role": gettext_lazy("Spokesperson's role"),
    "channel": gettext_lazy("Channel"),
    "outlet_id": gettext_lazy("Outlet"),
    "made_on": gettext_lazy("Made on"),
    "place_id": gettext_lazy("Place"),
    "public_note": gettext_lazy("Public note"),
}


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """One thing in two versions; what is empty does not stand in that version.

    Attributes:
        label: what it is called, if it has a name.
        before: in the one version.
        now: in the other.
        runs: both together, word by word, where both say something.
    """

    label: _Label
    before: str
    now: str
    runs: tuple[Run, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both versions say the same."""
        return self.before == self.now


@dataclass(frozen=True, slots=True)
class VersionSection:
    """A part of two versions with its differences, and how many things are the same in both."""

    label: _Label
    differences: list[VersionDifference]
    same: list[VersionDifference]


def compare_versions(before: Content, now: Content, names: VersionNames) -> list[VersionSection]:
    """Hold two versions of a claim against each other.

    Args:
        before: what the one holds.
        now: what the other holds.
        names: the rows that they name.
    """
    return [
        _section(name, _IN_WORDS[name](before, names), _IN_WORDS[name](now, names))
        for name in SECTIONS
    ]


def parts_in_words(content: Content, names: VersionNames) -> dict[str, list[tuple[_Label, str]]]:
    """What one version says, part by part: each thing in words, with what it is called, if it is.

    Args:
        content: what the version holds.
        names: the rows that it names.
    """
    return {
        name: [(_FIELDS.get(str(key[0]), ""), said) for key, said in put(content, names).items()]
        for name, put in _IN_WORDS.items()
    }


@dataclass(frozen=True, slots=True)
class FigureThen:
    """A figure of a version in words: what it counts and whose, its number, its note."""

    counted: str
    number: str
    note: str


def figures_then(content: Content, names: VersionNames) -> dict[int, FigureThen]:
    """The figures of one version in words, by their keys.

    Args:
        content: what the version holds.
        names: the rows that it names.
    """
    return {row["id"]: _figure_then(row, content, names) for row in content["figures"]}


def _figure_then(row: Mapping[str, Any], content: Content, names: VersionNames) -> FigureThen:
    measure = names.measures.get(row["measure"])
    figure = figure_as_it_stood(row, content, names)
    parties = [party.short_name for key in row["subjects"] if (party := names.parties.get(key))]
    whose = "".join(parties)
    if len(parties) > 1:
        whose = _("%(names)s together") % {"names": _(" and ").join(map(isolated, parties))}
    elif not parties and measure is not None and measure.counts == Counts.LOSSES:
        whose = _("party not stated")
    said = [measure.named if measure else row["measure"], whose, *scope_words(figure)]
    note = row["public_note"]
    return FigureThen(comma_list(filter(None, said)), figure_words(figure), note)


def _section(name: str, before: _Items, now: _Items) -> VersionSection:
    keys = list(dict.fromkeys((*before, *now)))
    rows = [
        _difference(_FIELDS.get(str(key[0]), ""), before.get(key, ""), now.get(key, ""))
        for key in keys
    ]
    return VersionSection(
        SECTIONS[name],
        [row for row in rows if not row.is_same],
        [row for row in rows if row.is_same and row.now],
    )


def _difference(label: _Label, before: str, now: str) -> VersionDifference:
    both = before and now and before != now
    runs = whole(TextComparison(before, now)).runs if both else ()
    return VersionDifference(label, before, now, runs)


def _claim(content: Content, names: VersionNames) -> _Items:
    given = content["claim"]
    said: _Items = {(name,): _field(name, given.get(name), names) for name in _FIELDS}
    made_on = _day(given, "made_on")
    if made_on is not None:
        said["made_on",] = dates.partial_date(made_on, given["made_on_precision"])
    return said


def _day(given: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(given[name]) if given.get(name) else None


def _field(name: str, value: Any, names: VersionNames) -> str:
    if value in (None, ""):
        return ""
    rows: dict[str, Mapping[int, object]] = {
        "incident_id": names.incidents,
        "claimant_id": names.parties,
        "outlet_id": names.publishers,
        "place_id": names.places,
    }
    if name in rows:
        return str(rows[name].get(value, _("no longer here")))
    if name == "language":
        return language_named(str(value))
    if name == "wording":
        return str(Wording(value).label)
    if name == "nature":
        return str(Nature(value).label)
    return str(value)


def _figures(content: Content, names: VersionNames) -> _Items:
    return {("figure", row["id"]): _figure(row, content, names) for row in content["figures"]}


def _figure(row: Mapping[str, Any], content: Content, names: VersionNames) -> str:
    measure = names.measures.get(row["measure"])
    figure = figure_as_it_stood(row, content, names)
    parties = (str(names.parties.get(key, "")) for key in row["subjects"])
    said = [
        measure.named if measure else row["measure"],
        comma_list(filter(None, parties)),
        figure_words(figure),
        *scope_words(figure),
        row["public_note"],
    ]
    return semicolon_list(filter(None, said))


def _translations(content: Content, _names: VersionNames) -> _Items:
    return {
        (
            "translation",
            row["language"],
            row["translator"],
        ): f"{language_named(row['language'])}: {row['text']}"
        for row in content["translations"]
    }


def _citations(content: Content, names: VersionNames) -> _Items:
    return {("citation", row["id"]): _citation(row, names) for row in content["citations"]}


def _citation(row: Mapping[str, Any], names: VersionNames) -> str:
    quotation = names.quotations.get(row["quotation_id"] or 0)
    said: Iterable[object] = (
        names.pages.get(row["page_id"], ""),
        _("“%(words)s”") % {"words": quotation.exact} if quotation else "",
        _(Stance(row["stance"]).label),
        Credibility(row["credibility"]).label,
        row["locator"],
        row["public_note"],
        row.get("own_means", ""),
    )
    return semicolon_list(str(one) for one in said if one)


def _pairs(content: Content, names: VersionNames) -> _Items:
    """The pairs whose both ends the reader may know of."""
    return {
        ("pair", row["claim_id"], row["answers_id"], row["ground"]): _pair(
            names.claims[row["claim_id"]], names.claims[row["answers_id"]], row
        )
        for row in content["pairs"]
        if row["claim_id"] in names.claims and row["answers_id"] in names.claims
    }


def _pair(claim: Claim, answers: Claim, row: Mapping[str, Any]) -> str:
    said = _("Claim %(claim)s (%(who)s) answers claim %(answers)s (%(whom)s): %(ground)s") % {
        "claim": claim.pk,
        "who": claim.claimant.name_for_reader,
        "answers": answers.pk,
        "whom": answers.claimant.name_for_reader,
        "ground": _(Ground(row["ground"]).label),
    }
    return semicolon_list(filter(None, (said, row["public_note"])))


_IN_WORDS = {
    "claim": _claim,
    "figures": _figures,
    "translations": _translations,
    "citations": _citations,
    "pairs": _pairs,
}
