"""The journal in words, as far as its reader may: who did what, when, why, to which thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.presentation.asking_words import of_asking
from claims.presentation.scales import credibility_named
from claims.reads.assignments import reviews_claim
from claims.reads.desk.claims import events_of
from claims.reads.desk.dossiers import events_of_dossier
from claims.reads.journal.named import Named, named_in
from claims.rules.acts import CLAIM_ACTS
from claims.rules.deciding.scheduling import ScheduleEnding, WhyRefused
from claims.rules.grounds import Ground, Stance
from tracker.base.people.models import role_of

if TYPE_CHECKING:
    from claims.involvement import History
    from claims.models import Claim, Event, Incident
    from sources.models import Page
    from tracker.base.people.models import User

LONGEST = 120
"""Characters of a thing that are shown."""


@dataclass(frozen=True, slots=True)
class JournalThing:
    """What something was done to: in words, and where it stands; an empty address leads nowhere."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OldAndNew:
    """What one field said before, and what it says since."""

    label: str
    before: str
    now: str

    def __str__(self) -> str:
        said = {"field": self.label, "before": self.before, "now": self.now}
        return _("%(field)s: “%(before)s”, now “%(now)s”") % said


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Who did what, when and why, to which things; of what was changed, old and new words."""

    at: datetime
    who: str
    what: str
    detail: str
    why: str
    things: tuple[JournalThing, ...] = ()
    person: int | None = None
    claim: int | None = None
    verb: str = ""
    subject: JournalThing | None = None
    """The claim in whose journal it stands."""
    changes: Sequence[OldAndNew] = ()


FIELDS = {
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "acronym": gettext_lazy("Acronym"),
    "kind": gettext_lazy("Kind"),
    "aliases": gettext_lazy("Other names"),
    "precision": gettext_lazy("How exactly it is known"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "start": gettext_lazy("First day"),
    "end": gettext_lazy("Last day"),
    "place": gettext_lazy("Place"),
    "is_exercise": gettext_lazy("Exercise"),
    "country": gettext_lazy("Country"),
    "homepage": gettext_lazy("Home page"),
    "internal_note": gettext_lazy("Internal note"),
    "public_note": gettext_lazy("Public note"),
    "slug": gettext_lazy("Name in addresses"),
    "incident": gettext_lazy("Incident"),
    "claimant": gettext_lazy("Claimant"),
    "statement": gettext_lazy("Statement"),
    "wording": gettext_lazy("Wording"),
    "nature": gettext_lazy("Nature"),
    "language": gettext_lazy("Language"),
    "made_on": gettext_lazy("Date"),
    "spokesperson": gettext_lazy("Spokesperson"),
    "spokesperson_role": gettext_lazy("Role"),
    "channel": gettext_lazy("Channel"),
    "outlet": gettext_lazy("Outlet"),
    "figures": gettext_lazy("Figures"),
    "quotation": gettext_lazy("Quotation"),
    "stance": gettext_lazy("How it stands to the claim"),
    "locator": gettext_lazy("Where on the page"),
    "credibility": gettext_lazy("Credibility of the information"),
}
"""What the fields are called that the journal names with their old and new words."""


def journal_of(
    claim: Claim, *, viewer: User, after: int = 0, history: History | None = None
) -> list[JournalLine]:
    """The journal of a claim, oldest first.

    Args:
        claim: the claim.
        viewer: who reads; with an open assignment for this claim they read only what the table
            of acts leaves open, and so do not learn how earlier rounds came out.
        after: the key of the line after which to begin.
        history: who had which part in the claim, where that has been read already.
    """
    events = events_of(claim).filter(pk__gt=after)
    if reviews_claim(viewer, claim, history):
        events = events.filter(verb__in=CLAIM_ACTS.open_verbs)
    return list(journal_lines(events, viewer=viewer, of=claim))


def journal_of_dossier(incident: Incident, *, viewer: User) -> list[JournalLine]:
    """The journal of a dossier, oldest first: recorded, released, withdrawn, brought back."""
    return list(journal_lines(events_of_dossier(incident), viewer=viewer))


def journal_lines(
    events: Iterable[Event], *, viewer: User, of: Claim | None = None
) -> Iterator[JournalLine]:
    """Put events into words; why something was done only if this person may read it.

    Args:
        events: the lines.
        viewer: who reads them.
        of: the claim whose journal it is, which this person may know of.
    """
    role = role_of(viewer)
    rows = list(events)
    named = named_in(rows, viewer, of=of) if rows else Named()
    for event in rows:
        yield JournalLine(
            at=event.at,
            who=event.actor_name,
            what=_(CLAIM_ACTS.words_of(event.verb)),
            detail=_detail(event),
            why=event.reason if CLAIM_ACTS.reason_is_for(event.verb, role) else "",
            things=tuple(_things(event, named)),
            person=event.actor_id,
            claim=event.claim_id,
            verb=event.verb,
            subject=None if event.claim_id is None else _subject(event.claim_id, named),
            changes=[
                OldAndNew(str(FIELDS.get(name, name)), _worded(name, before), _worded(name, now))
                for name, before, now in event.data.get("changes", ())
            ],
        )


def _worded(field: str, said: str) -> str:
    """What a field said, in words where the journal keeps a code."""
    if field == "credibility":
        return credibility_named(said)
    return _(Stance(said).label) if field == "stance" and said in set(Stance) else said


def _detail(event: Event) -> str:
    """More of what was done, in words; much of what is said of it are its things."""
    data = event.data
    said = ""
    match event.verb:
        case _ if "gone" in data:
            names = {name: data[name] for name in ("gone", "kept")}
            said = _("(%(gone)s into %(kept)s)") % names
        case _ if "of" in data:
            said = _("(%(name)s)") % {"name": data["of"]}
        case str(verb) if verb.startswith("reply_"):
            said = _("of %(name)s") % {"name": data.get("party_name", "")}
        case "evidence_accepted":
            said = _("of %(name)s") % {"name": data.get("proposed_by", "")}
        case "term_changed":
            said = _("(until then: %(name)s)") % {"name": data.get("was", "")}
        case "round_repeated" if data.get("adds_to"):
            said = f"({_('one more review of the split before it')})"
        case "publisher_graded" if data.get("grade"):
            said = f"({data['grade']})"
        case "translated" | "translation_retracted" if data.get("language"):
            said = f"({data['language']})"
        case "page_credited" | "page_credit_mended" | "page_credit_taken_back":
            said = _("“%(words)s”") % {"words": _short(str(data.get("credited_to", "")))}
        case _:
            said = of_asking(event.verb, data) or _of_publishing(event.verb, data)
    return said


def _of_publishing(verb: str, data: Mapping[str, str]) -> str:
    """Why what was planned was not published: codes in the journal, put into words here."""
    if verb != "publishing_failed":
        return ""
    ended, why = _(ScheduleEnding(data["ended"]).label), data["why"]
    return f"({ended}) {_(WhyRefused(why).label)}" if why else f"({ended})"


def _things(event: Event, named: Named) -> Iterator[JournalThing]:
    """The things that a line is about, as far as they are still there and its reader may know."""
    data = event.data
    yield from _of_pair(event, named)
    page = named.pages.get(data.get("page", 0) or _key(event, "page"))
    if page is not None:
        yield _page(page)
    # The words of then: the citation may have others by now.
    quotation = named.quotations.get(data.get("quotation") or 0)
    if quotation is not None:
        yield JournalThing(_("“%(words)s”") % {"words": _short(quotation.exact)})
    if event.verb == "cited" and data.get("stance") in set(Stance):
        yield JournalThing(_(Stance(data["stance"]).label))
    publisher = named.publishers.get(str(data.get("publisher", "")))
    if publisher is not None:
        yield JournalThing(publisher.name, reverse("desk:publisher", args=[publisher.slug]))
    incident = named.incidents.get(_key(event, "incident"))
    if incident is not None:
        yield JournalThing(incident.title, reverse("desk:incident", args=[incident.slug]))
    for kind, rows in (("party", named.parties), ("place", named.places)):
        found = rows.get(_key(event, kind))
        if found is not None:
            yield JournalThing(str(found), reverse(f"desk:{kind}", args=[found.slug]))


def _of_pair(event: Event, named: Named) -> Iterator[JournalThing]:
    """The claim at the other side of a pair, and the ground."""
    data = event.data
    if event.target_type != "counterclaim":
        return
    pair = named.pairs.get(_key(event, "counterclaim"))
    sides = {data.get("answers"), data.get("claim")}
    if pair is not None:
        sides |= {pair.claim_id, pair.answers_id}
    for key in sorted(side for side in sides if isinstance(side, int) and side != event.claim_id):
        if key in named.claims:
            yield _claim(named.claims[key])
    if data.get("ground") in set(Ground):
        yield JournalThing(_(Ground(data["ground"]).label))


def _subject(key: int, named: Named) -> JournalThing:
    """The claim in whose journal a line stands; one that is not there was deleted as a draft."""
    if key in named.claims:
        return _claim(named.claims[key])
    return JournalThing(_("Claim %(number)s, a draft that was deleted") % {"number": key})


def _claim(claim: Claim) -> JournalThing:
    words = _("Claim %(number)s (%(who)s: “%(said)s”)") % {
        "number": claim.pk,
        "who": claim.claimant.name,
        "said": _short(claim.statement),
    }
    return JournalThing(words, reverse("desk:claim", args=[claim.pk]))


def _page(page: Page) -> JournalThing:
    return JournalThing(_short(page.title or page.url), reverse("public:evidence", args=[page.pk]))


def _short(words: str) -> str:
    return str(Truncator(words).chars(LONGEST))


def _key(event: Event, kind: str) -> int:
    """The key of what a line is about, if it is of a kind; 0 if not."""
    is_it = event.target_type == kind and event.target_id.isdecimal()
    return int(event.target_id) if is_it else 0
