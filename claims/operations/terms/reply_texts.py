"""Keep the texts that people outside are sent about a result, one a rating and language."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Rating
from claims.operations.journal import journal
from claims.rules import acts
from claims.rules.reply_texts import Placeholder, unknown_places
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text
from tracker.base.writing.lists import comma_list

LONGEST_REPLY = 4000


def keep_reply_text(rating: Rating, *, language: str, body: str, by: User, at: datetime) -> Rating:
    """Keep the text that is sent where a claim was given this rating; an empty one takes it away.

    Args:
        rating: the rating.
        language: the tag of a language in which the rating has a name.
        body: the text, with places such as ``{claim}`` and ``{link}``.
        by: an administrator.
        at: when.

    Raises:
        Refusal: `language_tag`, `no_name` (the rating has no name in that language), `too_long`,
            `unknown_placeholder`.
    """
    tag = str(LanguageTag.parse(language, field="language"))
    words = text(body, field="body", longest=LONGEST_REPLY)
    _check_places(words)
    with act(acts.KEEP_REPLY_TEXT, by=by):
        row = Rating.objects.select_for_update().get(pk=rating.pk)
        if words and tag not in row.labels:
            raise Refusal(
                _("Give the rating a name in this language first: the text says it."),
                code="no_name",
                field="language",
            )
        row.replies = {key: said for key, said in row.replies.items() if key != tag}
        if words:
            row.replies |= {tag: words}
        row.save(update_fields=["replies"])
        journal(verb="reply_text_kept", target=row, data={"language": tag}, by=by, at=at)
    return row


def _check_places(body: str) -> None:
    unknown = unknown_places(body)
    if unknown:
        raise Refusal(
            _("There is no place called %(unknown)s. There are: %(known)s.")
            % {
                "unknown": comma_list(unknown),
                "known": comma_list(f"{{{one}}}" for one in Placeholder),
            },
            code="unknown_placeholder",
            field="body",
        )
