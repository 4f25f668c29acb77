"""The feeds: new claims, verdicts, corrections, changes of cited pages, and one of each dossier."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.feeds import entries
from claims.feeds.formats import ATOM, JSON, FeedContent, FeedEntry, atom_feed, json_feed
from claims.presentation.corrected.lines import log_line
from claims.reads import claims, verdicts, visible
from claims.reads.corrected.log import log_of_corrections, log_rows
from claims.reads.corrected.taken_away import taken_away
from claims.reads.evidence import changes
from claims.reads.incidents import withdrawn_dossiers
from claims.reads.mending.things import dossiers_told, moved_to
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import public_page, whole_address

ENTRIES = 50


def _answer(request: HttpRequest, channel: FeedContent, form: str) -> HttpResponse:
    write, content_type = (json_feed, JSON) if form == "json" else (atom_feed, ATOM)
    content = write(channel, whole_address(request.path))
    return HttpResponse(content, content_type=content_type)


def _newest(*given: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Those changed last; of one moment in the order in which they are given."""
    every = [entry for each in given for entry in each]
    return tuple(sorted(every, key=lambda entry: entry.updated, reverse=True)[:ENTRIES])


@public_page
def claims_feed(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """The newest claims that everybody may read, and those withdrawn."""
    newest = claims.for_cards(claims.newest_released(ENTRIES))
    channel = FeedContent(
        key="feed-claims",
        path=reverse("public:search"),
        title=_("New claims"),
        about=_("Who says what, as it is recorded."),
        entries=_newest(
            entries.entries_of_claims(list(newest)),
            entries.entries_taken_away(taken_away(ENTRIES), verdicts=False),
        ),
    )
    return _answer(request, channel, form)


@public_page
def verdicts_feed(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """The newest verdicts, those corrected since, and those withdrawn."""
    rows = list(verdicts.verdicts_for_feeds()[:ENTRIES])
    channel = FeedContent(
        key="feed-verdicts",
        path=reverse("public:corrections"),
        title=_("Verdicts and corrections"),
        about=_("What was decided, and what was changed afterwards and why."),
        entries=_newest(
            entries.entries_of_verdicts(rows),
            entries.entries_taken_away(taken_away(ENTRIES), verdicts=True),
        ),
    )
    return _answer(request, channel, form)


@public_page
def corrections_feed(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """The log of corrections; those of exercises and demonstrations are not in it."""
    rows = log_rows(list(log_of_corrections()[:ENTRIES]))
    channel = FeedContent(
        key="feed-corrections",
        path=reverse("public:corrections"),
        title=_("Corrections"),
        about=_("What was corrected, withdrawn or taken back, when and why."),
        entries=tuple(entries.entries_of_log([log_line(row) for row in rows])),
    )
    return _answer(request, channel, form)


@public_page
def changes_feed(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """What later looks at cited pages found; a site that did not answer is no change."""
    channel = FeedContent(
        key="feed-changes",
        path=reverse("public:changes"),
        title=_("Changes of cited pages"),
        about=_("What later looks at cited pages found, beside the earlier copy."),
        entries=tuple(entries.entries_of_changes(list(changes.changes_listed()[:ENTRIES]))),
    )
    return _answer(request, channel, form)


@public_page
def dossier_feed(request: HttpRequest, slug: str, form: str = "atom") -> HttpResponse:
    """The claims and verdicts of one dossier; of one that was withdrawn, that it was."""
    try:
        incident = visible.dossiers_shown().get(slug=slug)
    except ObjectDoesNotExist as missing:
        gone = withdrawn_dossiers().filter(slug=slug).first()
        if gone is not None:
            return _answer(
                request, _withdrawn(slug, gone.pk, entries.withdrawn_dossier(gone)), form
            )
        moved = moved_to(ThingKind.INCIDENT, slug, among=dossiers_told())
        if moved is None:
            raise Http404 from missing
        name = "feeds:dossier_json" if form == "json" else "feeds:dossier"
        return redirect(name, moved, permanent=True)
    newest = claims.for_cards(claims.claims_by_release().filter(incident=incident))
    gone_from_it = taken_away(ENTRIES, incident=incident.pk)
    channel = FeedContent(
        key=f"feed-dossier-{incident.pk}",
        path=reverse("public:incident", args=[slug]),
        title=incident.title,
        about=incident.summary or _("Claims and verdicts of one dossier."),
        entries=_newest(
            entries.entries_of_verdicts(
                list(verdicts.verdicts_for_feeds().filter(claim__incident=incident)[:ENTRIES])
            ),
            entries.entries_of_claims(list(newest[:ENTRIES])),
            entries.entries_taken_away(gone_from_it, verdicts=True),
            entries.entries_taken_away(gone_from_it, verdicts=False),
        ),
    )
    return _answer(request, channel, form)


def _withdrawn(slug: str, key: int, told: FeedEntry) -> FeedContent:
    return FeedContent(
        key=f"feed-dossier-{key}",
        path=reverse("public:incident", args=[slug]),
        title=_("A dossier that was withdrawn"),
        about=_("Its claims and verdicts are no longer shown."),
        entries=(told,),
    )
