"""Words, dates, directions and seals for the templates of every door."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.templatetags.tz import do_timezone
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.matching.search.marks import MarkedPiece
from claims.models import Claim, Counterclaim, Figure, GivenRating, Incident, Rating, Verdict
from claims.notices.seen import unread_by
from claims.presentation import dates, people, words
from claims.presentation.figures import in_words
from claims.presentation.figures.foreign import foreign_in
from claims.presentation.numbers import number
from claims.presentation.pairs.grounds import ground_told
from claims.presentation.pairs.headline import names_apart
from claims.presentation.pairs.itself import told_of_itself
from claims.reads.evidence.changes import Note
from claims.reads.evidence.since import altered_in
from claims.reads.verdicts import verdict_in_force
from claims.rules.acts import CLAIM_ACTS
from claims.rules.deciding.checklist import Point
from claims.rules.grounds import Ground, Stance
from claims.rules.ratings import FALSEST, TRUEST
from claims.rules.states import PUBLIC, ClaimStatus, PublicStatus, public_status
from claims.rules.verdicts import CorrectionKind
from sources.acts import EVIDENCE_ACTS
from sources.reads.sentences import worded
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.accounts.preferences import zone_of
from tracker.base.acts.law import refuse_all
from tracker.base.people.models import User, Visitor
from tracker.base.web.forms import problems
from tracker.base.web.pages import AS_OF
from tracker.base.writing.acronyms import unbreakable, unbroken
from tracker.base.writing.addresses_in_text import breakable

register = template.Library()

register.filter("who", words.who)
register.filter("shown_person", people.shown_person)
register.filter("shown_translator", people.shown_translator)
register.filter("readable_address", words.readable_address)
register.filter("dossier_title", words.dossier_title)
register.filter("language_named", words.language_named)
register.filter("figure_words", in_words.figure_words)
register.filter("figure_beside", in_words.beside)
register.filter("altered_in", altered_in)
register.filter("figure_scope", in_words.scope_words)
register.filter("counted", in_words.counted)
register.filter(words.page_name)
register.filter("told_of_itself", told_of_itself)
register.filter("problems", problems)
register.filter("ground_told", ground_told)
register.filter("unbroken", unbroken)
register.filter("breakable", breakable)
register.filter("unbreakable", unbreakable)
register.simple_tag(dates.date_span, name="date_span")


@register.filter
def by_clock_of(at: dt.datetime, somebody: User) -> Any:
    """A moment as somebody's own clock shows it: ``date`` then names their zone."""
    return do_timezone(at, zone_of(somebody))


_LOCALES = {"en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}
"""Our languages as Open Graph writes them: with a territory, which for Arabic is its own."""
_TEMPLATE_SPACE = re.compile(r"[ \t\r\n\f]+")
_ANY = "1234567890"
"""Stands for every number and every short name in an address."""
_FILLS = {
    PublicStatus.NOT_REVIEWED: "empty",
    PublicStatus.UNDER_REVIEW: "half",
    PublicStatus.PUBLISHED: "full",
}

register.filter("worded", worded)  # {{ capture.reason|worded }}: codes and values in sentences


@register.filter(expects_localtime=True)
def instant(moment: dt.datetime | None) -> str:
    """``<time datetime="{{ verdict.published_at|instant }}">``: HTML takes no finer fractions."""
    return moment.isoformat(timespec="seconds") if moment else ""


@register.filter
def lang_dir(language: str) -> str:
    """``{{ claim.language|lang_dir }}``: rtl, ltr, or auto where the language is not known."""
    return words.direction(language or "")


@register.filter
def own_language(text: str) -> str:
    """``{{ incident.title|own_language }}``: marked where it is in another than the page's.

    For what the desk wrote without saying in which language, within an element.
    """
    language = words.another_language(text)
    if not language:
        return text
    marked = '<bdi lang="{}" dir="{}">{}</bdi>'
    return format_html(marked, language, words.direction(language), text)


@register.filter
def marking(text: str, foreign: Mapping[str, str] | Figure | None) -> SafeString:
    """``{{ opening|marking:foreign }}``: words in another language than the sentence are marked.

    Args:
        text: a sentence of ours, in plain text, or as markup without tags around its words.
        foreign: what may stand in it in which language; or the figure that it tells; or nothing,
            where the page around it tells no such words.
    """
    if isinstance(foreign, Figure):
        foreign = foreign_in(foreign)
    is_markup = isinstance(text, SafeString)
    spelt = html.escape if is_markup else str
    known = {
        spelt(word): language for word, language in (foreign or {}).items() if spelt(word) in text
    }
    if not known:
        return unbroken(text)
    longest = sorted(map(re.escape, known), key=len, reverse=True)
    pieces: list[str] = re.split(f"({'|'.join(longest)})", text)
    if is_markup:
        pieces = [SafeString(piece) for piece in pieces]
    marked = '<bdi lang="{}" dir="{}">{}</bdi>'
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html(marked, known[piece], words.direction(known[piece]), unbroken(piece))
                if number % 2
                else unbroken(piece),
            )
            for number, piece in enumerate(pieces)
        ),
    )


@register.simple_tag
def unread_notices(user: Visitor) -> int:
    """How many notices somebody has not read."""
    return unread_by(user).count() if isinstance(user, User) else 0


@register.filter
def may_open(user: Visitor, address: str) -> bool:
    """Whether the role of `user` opens an address of the desk, so that a link to it leads there.

    Args:
        user: who reads the page.
        address: its name in the URL configuration, without ``desk:``.
    """
    tables = (CLAIM_ACTS, EVIDENCE_ACTS, ACCOUNT_ACTS)
    acts = [act for table in tables for act in table.by_address.get(address, ())]
    return refuse_all(user, acts) is None


@register.filter
def of_claim(notes: Mapping[int, Sequence[Note]] | str, claim: Claim) -> Sequence[Note]:
    """``{{ altered_numbers|of_claim:claim }}``: nothing where the page has read none."""
    return notes.get(claim.pk, ()) if isinstance(notes, Mapping) else ()


@register.simple_tag
def page_since(altered_in: int | None) -> SafeString:
    """``{% page_since figure|altered_in %}``: a figure's cited page says something else since.

    Args:
        altered_in: the key of the comparison that shows it; None for nothing to say.
    """
    if altered_in is None:
        return SafeString()
    address = reverse("public:change", args=[altered_in])
    words = _("page since altered")
    return format_html(' <a class="since small" href="{}">{}</a>', address, words)


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """``{% filter one_line %}...{% endfilter %}``: a title may be written over several lines.

    Spaces at which no line may break stay: they stand in numbers and in what people said.
    """
    return _TEMPLATE_SPACE.sub(" ", text).strip(" ")


@register.filter(is_safe=True)
def in_moment(text: str, at: dt.datetime | None) -> str:
    """``{% filter in_moment:at %}...{% endfilter %}``: its links keep the moment.

    Those to claims, pairs, dossiers, their tables and charts do: others have no earlier moments.

    Args:
        text: a part of a page.
        at: the moment as of which it is; None leaves the links as they are.
    """
    if at is None:
        return text
    claims, pairs = (reverse(f"public:{name}", args=[_ANY]) for name in ("claim", "pair"))
    dossiers, tables = (
        reverse(f"public:{name}", args=[_ANY]) for name in ("incident", "incident_figures")
    )
    charts = reverse("public:incident_chart", args=[_ANY, _ANY])
    paths = "|".join(map(re.escape, (claims, pairs, dossiers, tables, charts))).replace(
        _ANY, r"[\w-]+"
    )
    asked = urlencode({AS_OF: timezone.localtime(at).isoformat()})
    return re.sub(rf'href="(?:{paths})(?=["#])', lambda link: f"{link[0]}?{asked}", text)


@register.simple_block_tag
def titled(content: str) -> str:
    """``{% titled as page_title %}...{% endtitled %}``: a title to be written more than once."""
    return html.unescape(one_line(content))


@register.simple_tag
def open_graph_locale() -> SafeString:
    """``{% open_graph_locale %}``: the language of a page, and in which others it stands."""
    now = get_language()
    rows = [
        (f"og:locale{'' if code == now else ':alternate'}", _LOCALES[code])
        for code, _name in sorted(settings.LANGUAGES, key=lambda one: one[0] != now)
    ]
    return format_html_join("\n", '<meta property="{}" content="{}">', rows)


@register.filter
def dossier_shared_title(incident: Incident) -> str:
    """``{{ incident|dossier_shared_title }}``: says in plain text, too, that it is an exercise."""
    return f"{words.trial_label(incident)}{words.dossier_title(incident)}"


@register.filter
def verdict_of(claim: Claim) -> Verdict | None:
    """``{{ claim|verdict_of }}``: the verdict in force, of a claim fetched with its verdicts."""
    return verdict_in_force(claim)


@register.filter("number")
def plain_number(value: object) -> str:
    """``{{ verdict.low|number }}``: a number without idle noughts; empty for None."""
    return "" if value is None else number(Decimal(str(value)))


@register.filter
def ground_label(ground: str) -> str:
    """``{{ counterclaim.ground|ground_label }}``."""
    return _(Ground(ground).label)


@register.filter
def sides_named(pair: Counterclaim) -> tuple[str, str]:
    """``{{ pair|sides_named }}``: who makes the claim and who its answer, never two of one name."""
    return names_apart(pair.answers, pair.claim)


@register.filter
def ground_meaning(ground: str) -> str:
    """``{{ counterclaim.ground|ground_meaning }}``."""
    return _(Ground(ground).meaning)


@register.filter
def stance_label(stance: str) -> str:
    """``{{ citation.stance|stance_label }}``."""
    return _(Stance(stance).label)


@register.filter
def correction_label(kind: str) -> str:
    """``{{ verdict.correction_kind|correction_label }}``."""
    return _(CorrectionKind(kind).label)


@register.filter
def point_left_open(point: str) -> str:
    """``{{ row.point|point_left_open }}``: a point of the checklist that was waived."""
    return _(Point(point).left_open)


@register.simple_tag(name="marked")
def marked_tag(pieces: Iterable[MarkedPiece]) -> SafeString:
    """``{% marked result.pieces %}``: a text with the words in ``<mark>`` that a search found."""
    each = (
        format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text
        for piece in pieces
    )
    return format_html_join("", "{}", ((piece,) for piece in each))


@register.simple_tag(name="partial_date")
def partial_date_tag(date: dt.date | None, precision: str) -> SafeString | str:
    """``{% partial_date claim.made_on claim.made_on_precision %}`` as a ``<time>``."""
    return dates.time_tag(date, precision)


@register.inclusion_tag("components/verdicts/seal.html")
def verdict_seal(rated: Rating | GivenRating, size: str = "") -> dict[str, object]:
    """``{% verdict_seal verdict.rated %}``, or with ``"small"`` beside a claim in a list.

    Five steps where the rating stands on the scale; a dashed box where it has no place on it.
    """
    scale = range(FALSEST, TRUEST + 1)
    steps = None if rated.number is None else [step <= rated.number for step in scale]
    return {"label": rated.label, "number": rated.number, "steps": steps, "size": size}


@register.inclusion_tag("components/claims/status_pill.html")
def status_pill(status: str, audience: str = "public") -> dict[str, object]:
    """``{% status_pill claim.status %}`` for readers; ``"desk"`` shows the desk's own word."""
    value = ClaimStatus(status)
    shown = public_status(value) if value in PUBLIC else None
    said = value if audience == "desk" or shown is None else shown
    return {"label": _(said.label), "fill": _FILLS[shown] if shown else "empty"}
