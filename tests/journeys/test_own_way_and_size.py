"""Public pages where names run the other way, where letters are large, and where lines break."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language_bidi, override

from tests.journeys.conftest import DESKTOP, window
from tracker.base.writing.lists import semicolon_list

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OPENED = """() => document.querySelectorAll("details").forEach((each) => { each.open = true; })"""

FAR_FROM_START = """() => {
  const leftward = document.documentElement.dir === "rtl";
  const [own, other] = leftward ? [/[\\u0590-\\u08ff]/, /[a-z]/i] : [/[a-z]/i, /[\\u0590-\\u08ff]/];
  const look = (each) => getComputedStyle(each);
  const inline = (each) => look(each).display === "inline";
  const found = [];
  for (const each of document.querySelectorAll("main *")) {
    const words = each.textContent.trim();
    if (!each.checkVisibility() || inline(each) || own.test(words) || !other.test(words)) continue;
    if (each.closest("svg, input, textarea, select, .visually-hidden, pre, table.lines")) continue;
    if ([...each.children].some((child) => !inline(child) && !/^inline/.test(look(child).display)))
      continue;
    if (/center|end/.test(look(each).textAlign)) continue;
    const line = document.createRange();
    line.selectNodeContents(each);
    const boxes = [...line.getClientRects()].filter((box) => box.width > 0.5);
    if (!boxes.length) continue;
    let around = each.parentElement;
    while (inline(around)) around = around.parentElement;
    const alone = /flex|grid|table/.test(look(around).display) || /table/.test(look(each).display);
    const column = (alone ? each : around).getBoundingClientRect();
    const style = look(alone ? each : around);
    const lines = new Set(boxes.map((box) => Math.round(box.bottom / 8))).size;
    const text = lines > 1 ? [each.getBoundingClientRect()] : boxes;
    const inset = (side) => parseFloat(style["padding" + side]) + parseFloat(
      style["border" + side + "Width"]);
    const gap = leftward
      ? column.right - inset("Right") - Math.max(...text.map((box) => box.right))
      : Math.min(...text.map((box) => box.left)) - column.left - inset("Left");
    if (!/^inline/.test(look(each).display) && gap > 32)
      found.push(each.tagName + "." + each.getAttribute("class") + ": " + words.slice(0, 40));
  }
  return found;
}"""
"""Short words in another script that do not begin where the column does."""

TORN = """(wanted) => {
  const word = new RegExp(wanted, "gu");
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, around = text.parentElement;
    const unseen = around.closest("svg, .visually-hidden, .digest, .matrix thead");
    if (unseen || !around.checkVisibility()) continue;
    for (const one of text.textContent.matchAll(word)) {
      const letters = document.createRange();
      letters.setStart(text, one.index);
      letters.setEnd(text, one.index + one[0].length);
      const boxes = [...letters.getClientRects()].filter((box) => box.width > 0.5);
      if (new Set(boxes.map((box) => Math.round(box.top))).size > 1) found.push("torn: " + one[0]);
      const sides = boxes.flatMap((box) => [box.left, box.right]);
      const out = Math.min(...sides) < -1 || Math.max(...sides) > innerWidth + 1;
      if (out && !around.closest(".scroll:not(:has(> .matrix))")) found.push("cut: " + one[0]);
    }
  }
  return found;
}"""
"""Words that are broken over two lines, or stand outside of the window."""


PLACES = """(names) => {
  const text = document.querySelector("p").firstChild;
  let from = 0;
  return names.map((name) => {
    const letters = document.createRange();
    from = text.textContent.indexOf(name, from);
    letters.setStart(text, from);
    letters.setEnd(text, from += name.length);
    return letters.getBoundingClientRect().left;
  });
}"""
"""How far to the right each of some names stands, which follow each other in a text."""


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ar", ["Wagner Group", "FAMa", "FAMa", "وحدها", "CSP-DPA"]),
        ("en", ["الجيش", "League", "رابطة الشمال", "الجبهة"]),
    ],
)
def test_names_of_a_list_follow_each_other_as_the_page_does(browser, language, names):
    with override(language):
        joined = semicolon_list([*names[:-2], " ".join(names[-2:])])
        way = "rtl" if get_language_bidi() else "ltr"
    with window(browser, "http://localhost", DESKTOP) as page:
        page.set_content(f'<html lang="{language}" dir="{way}"><p>{joined}</p>')
        places = page.evaluate(PLACES, names[:-1])

    assert places == sorted(places, reverse=way == "rtl")


def test_what_runs_the_other_way_begins_where_its_column_does(browser, live_server, public_pages):
    found = []
    with window(browser, live_server.url, DESKTOP) as page:
        for address in (before + each for each in public_pages for before in ("", "/ar")):
            page.goto(address)
            page.evaluate(OPENED)
            found += [(address, each) for each in page.evaluate(FAR_FROM_START)]

    assert found == []


@pytest.mark.parametrize("width", [360, 390, 720])
def test_letters_twice_as_large_tear_no_word(browser, live_server, public_pages, width):
    """Also where only the root's letters are larger, and media queries do not know of it."""
    drawn = [each for each in public_pages if each.startswith(("/incidents/", "/pairs/"))]
    found = []
    with window(browser, live_server.url, {"width": width, "height": 800}) as page:
        for address in (before + each for each in drawn for before in ("", "/fr", "/ar")):
            page.goto(address)
            page.evaluate(OPENED)
            page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
            torn = page.evaluate(TORN, r"[\p{L}\p{N}]{2,9}")
            found += [(address, each) for each in torn]

    assert found == []
