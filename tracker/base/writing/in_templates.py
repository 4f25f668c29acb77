"""The same in templates: every template knows these; ``date`` and ``url`` are these ones."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.defaultfilters import date as djangos_date

from tracker.base.writing.addresses import url_tag
from tracker.base.writing.days import LONG_DAY, written_date
from tracker.base.writing.lists import colon, comma, comma_list, semicolon_list

register = template.Library()
register.tag("url", url_tag)
register.simple_tag(colon, name="colon")
register.simple_tag(comma, name="comma")
register.filter("comma_list", comma_list)
register.filter("semicolon_list", semicolon_list)


@register.filter("date", expects_localtime=True, is_safe=False)
def day_filter(value: dt.date | str | None, form: str | None = None) -> str:
    """``{{ verdict.published_at|date:"j F Y" }}``, as `written_date` writes it."""
    if isinstance(value, dt.date):
        return written_date(value, form or LONG_DAY)
    return djangos_date(value, form)
