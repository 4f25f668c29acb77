"""What every answer of the replay's origin says to the browser: show it, and do nothing else.

`sandbox` without any allowance takes the document's origin, its scripts, forms, popups, plugins,
downloads and its way out of the frame (HTML standard, 7.1.5); `default-src 'none'` takes its
network (CSP Level 3). Each would do alone; neither depends on the bytes being what we think.
"""

from __future__ import annotations

from django.http import HttpResponseBase

from sources.replay.origin import application_origin

_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope",
    "hid", "idle-detection", "interest-cohort", "local-fonts", "magnetometer", "microphone",
    "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_CONTENT = (
    "sandbox",
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "form-action 'none'",
    "base-uri 'none'",
)


def content_policy() -> str:
    """The Content-Security-Policy; only the application may frame what it is sent with."""
    return "; ".join([*_CONTENT, f"frame-ancestors {application_origin()}"])


def bind(response: HttpResponseBase, *, embeddable: bool = False) -> None:
    """Put the policy on an answer.

    Args:
        response: any answer of the replay's origin, refusals included.
        embeddable: whether pages of another site may show it as a picture. That is for pictures
            only; whoever has its signed address may see it anyway.
    """
    features = ", ".join(f"{name}=()" for name in _FEATURES)
    for name, value in {
        "Content-Security-Policy": content_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "cross-origin" if embeddable else "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": features,
        "Origin-Agent-Cluster": "?1",
        "X-DNS-Prefetch-Control": "off",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }.items():
        response[name] = value
