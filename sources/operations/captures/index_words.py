"""Make the words of sealed texts searchable, a little after the capture has ended.

Making a vector of 100 KB takes several times what all else takes that the database does for a
capture, so no capture waits for it. A row without words is the queue.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models.functions import Left

from sources.models import CaptureText

SEARCHED = 100_000
"""Characters of a text that are searched: below this length no text can make a vector that
PostgreSQL refuses (1 MB), whatever it says."""
AT_ONCE = 100


@transaction.atomic
def index_words(*, most: int = AT_ONCE) -> int:
    """Write the words of texts that have none yet; two who do so at once share the work.

    Args:
        most: texts at most.

    Returns:
        How many were written.
    """
    missing = CaptureText.objects.filter(words__isnull=True).order_by("pk")
    keys = list(missing.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
    words = SearchVector(Left("text", SEARCHED), config="simple")
    return CaptureText.objects.filter(pk__in=keys).update(words=words)
