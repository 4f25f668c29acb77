"""What `manage.py check` says about the replay's origin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's name

from sources.replay.origin import BadOriginError, application_origin, replay_origin


@register("security")
def replay_has_an_origin_of_its_own(**_unused: Any) -> list[CheckMessage]:
    """Refuse the application's own origin, and advise against its host name at another port."""
    try:
        origin = replay_origin()
    except BadOriginError as error:
        return [Error(str(error), id="sources.E001")]
    if origin is not None and origin.host == application_origin().host:
        return [
            Warning(
                "COUNTERCLAIM_REPLAY_URL has the application's host name.",
                hint=(
                    f"Browsers send the cookies of {settings.SITE_URL} to every port of its host. "
                    "Nothing reads them there, but another host name would not get them at all."
                ),
                id="sources.W001",
            )
        ]
    return []
