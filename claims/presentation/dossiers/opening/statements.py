"""What two claims say, in short: for a sentence on a dispute that has no figures to tell it by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Wording
from claims.presentation import words
from claims.presentation.dossiers.opening.clauses import joined_clauses
from claims.presentation.evidence.relays import Relays, one_relay
from claims.presentation.link_pictures.plain_text import ELLIPSIS, cut_at_word, one_plain_line
from claims.presentation.pairs.headline import names_apart

LONGEST_STATEMENT = 160
"""Characters of a statement that are told; where it goes on, an ellipsis says so."""
_LONGEST_ARTICLE = 4
"""A paraphrase names its claimant first also where an article stands before the name."""
_NAMED_FIRST = re.compile(r"^(?:[^\W\d_][\w’'-]*\s?){1,2}:\s+(?=\S)")
"""One or two words with a colon, as a paraphrase is begun: "Army: plane returning"."""
_ENDS = (ELLIPSIS, "?", "!", "؟")


def said_in_pair(pair: Counterclaim, relays: Relays) -> str:
    """Say in a sentence what each side of a pair says: the claim, then its answer.

    Quotation marks stand only around words that are recorded as the claimant's own. Where both are
    known from one and the same publisher alone, that is said.

    Args:
        pair: the pair.
        relays: who alone relays which claims.
    """
    claims = (pair.answers, pair.claim)
    clauses = map(_said, claims, names_apart(*claims))
    line = joined_clauses(list(clauses))
    if relay := one_relay(relays, *claims):
        both = _("both as relayed by %(who)s") % {"who": relay}
        line = _("%(said)s (%(note)s)") % {"said": line, "note": both}
    return line if line.endswith(_ENDS) else _("%(clauses)s.") % {"clauses": line}


def _said(claim: Claim, name: str) -> str:
    said = _in_short(claim)
    if claim.wording == Wording.VERBATIM:
        said = _("“%(words)s”") % {"words": said}
    elif name == words.who(claim) and _begins_with_name(claim):
        return _set_apart(said, claim)
    # The claimant is named already, so the name that some titles begin with is left out.
    bare = said if claim.wording == Wording.VERBATIM else _NAMED_FIRST.sub("", said)
    return _("%(who)s: %(words)s") % {"who": name, "words": _set_apart(bare, claim)}


def _in_short(claim: Claim) -> str:
    line = one_plain_line(claim.statement)
    if len(line) > LONGEST_STATEMENT:
        return cut_at_word(line, LONGEST_STATEMENT)
    return line.rstrip(" .")


def foreign_statements(claims: Iterable[Claim]) -> dict[str, str]:
    """Statements in another language than the page, as `said_in_pair` tells them, and in which.

    Args:
        claims: of one dossier.
    """
    foreign = (claim for claim in claims if not words.is_in_page_language(claim.language))
    return {
        told: claim.language
        for claim in foreign
        for said in [_in_short(claim)]
        for told in (said, _NAMED_FIRST.sub("", said))
        if told
    }


def _begins_with_name(claim: Claim) -> bool:
    """Whether a paraphrase says itself who it is that says so."""
    return any(
        re.match(rf".{{0,{_LONGEST_ARTICLE}}}\b{re.escape(name)}\b", claim.statement, re.IGNORECASE)
        for name in (words.who(claim), words.who_in_full(claim), claim.claimant.name)
    )


def _set_apart(said: str, claim: Claim) -> str:
    """Words that run the other way than the sentence are kept from turning what is around them."""
    runs = words.direction(claim.language)
    return said if runs == words.direction(get_language() or "") else f"\u2068{said}\u2069"
