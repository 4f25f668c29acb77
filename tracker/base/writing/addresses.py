"""Addresses of our own pages in templates: Django's tag ``url``, which remembers what it made."""

from __future__ import annotations

from functools import lru_cache

from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language


def url_tag(parser: Parser, token: Token) -> AddressNode:
    """``{% url "public:claim" claim.pk %}``, written as Django's is."""
    node = djangos_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


class AddressNode(URLNode):
    """A page leads to the same claim, party or page many times, and to find an address is slow."""

    def render(self, context: Context) -> str:
        """The address; one that is kept in a variable, or made of named parts, is Django's."""
        if self.asvar or self.kwargs:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        name = self.view_name.resolve(context)
        path = _address(name, get_urlconf(), get_script_prefix(), get_language(), *args)
        return conditional_escape(path) if context.autoescape else path


@lru_cache(maxsize=10_000, typed=True)
def _address(
    name: str, urlconf: str | None, _prefix: str, _language: str | None, *args: object
) -> str:
    """The address, which depends on nothing else but the code."""
    return reverse(name, urlconf=urlconf, args=args)
