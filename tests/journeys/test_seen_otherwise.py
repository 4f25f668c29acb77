"""Public pages as they are seen enlarged, in forced colours, and by whoever wants no motion."""

from __future__ import annotations

import pytest

from tests.factories import a_claim, an_incident
from tests.journeys.conftest import DESKTOP, window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ENLARGED = {"width": 320, "height": 256}
"""What is left of a window of 1280 by 1024 pixels at 400 % (WCAG 1.4.10)."""

STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const boxes = [...document.querySelectorAll("body *")].filter((each) => {
    const style = getComputedStyle(each);
    return /auto|scroll/.test(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
  });
  const name = (each) => each.tagName.toLowerCase() + "." + each.getAttribute("class");
  const out = document.documentElement.scrollWidth > wide
    ? [...document.querySelectorAll("body *")].filter((each) => {
        const box = each.getBoundingClientRect();
        const inside = boxes.some((one) => one !== each && one.contains(each));
        return box.width && !inside && (box.right > wide + 1 || box.left < -1)
          && !each.closest(".visually-hidden, .skip");
      })
    : [];
  const unreached = boxes.filter((each) => {
    const style = getComputedStyle(each);
    return style.visibility === "visible" && each.tabIndex < 0
      && !each.querySelector("a[href], button, summary, [tabindex='0']");
  });
  const covering = [...document.querySelectorAll("body *")].filter((each) =>
    /fixed|sticky/.test(getComputedStyle(each).position) && each.offsetHeight > 128);
  return [
    ...(document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : []),
    ...out.map((each) => "sticks out: " + name(each)),
    ...unreached.map((each) => "not reached by keyboard: " + name(each)),
    ...covering.map((each) => "covers the page: " + name(each)),
  ];
}"""

OPENED = """() => document.querySelectorAll("details").forEach((each) => { each.open = true; })"""

TINTED = """() => {
  const opaque = (colour) => !/^rgba.*, 0\\)$/.test(colour);
  const ground = (each) => {
    for (let one = each; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (opaque(colour)) return colour;
    }
    return "";
  };
  for (const each of document.querySelectorAll("main *, .exercise")) {
    if (each.closest("svg") || !each.checkVisibility() || !each.textContent.trim()) continue;
    const colour = getComputedStyle(each).backgroundColor;
    if (opaque(colour) && each.parentElement && colour !== ground(each.parentElement))
      each.setAttribute("data-tinted", "");
  }
}"""
"""Marks what stands out by the colour of its ground."""

LOST = """(otherwise) => {
  const probe = document.body.appendChild(document.createElement("span"));
  const system = ["Canvas", "CanvasText", "GrayText", "Highlight", "HighlightText", "LinkText"]
    .map((name) => { probe.style.color = name; return getComputedStyle(probe).color; });
  const canvas = system[0];
  probe.remove();
  const name = (each) => each.tagName.toLowerCase() + "." + each.getAttribute("class");
  const clear = (colour) => colour === "none" || /^rgba.*, 0\\)$/.test(colour);
  const inked = (colour) => !clear(colour) && colour !== canvas;
  const lined = (style) => ["Top", "Right", "Bottom", "Left"].some((side) =>
    style["border" + side + "Style"] !== "none" && parseFloat(style["border" + side + "Width"]))
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth));
  const found = [];
  const shapes = "rect, circle, path, line, polygon, polyline, ellipse, text";
  for (const each of document.querySelectorAll("svg :is(" + shapes + ")")) {
    if (each.closest("defs, symbol, clipPath, .gap") || !each.checkVisibility()) continue;
    const style = getComputedStyle(each);
    const paints = [style.fill, style.stroke].filter((each) => each !== "none");
    if (paints.some((each) => !system.includes(each)))
      found.push("not of the forced colours: " + name(each) + " in " + name(each.closest("svg"))
        + " " + paints);
    else if (!inked(style.fill) && !(inked(style.stroke) && parseFloat(style.strokeWidth)))
      found.push("not drawn: " + name(each) + " in " + name(each.closest("svg")));
  }
  for (const each of document.querySelectorAll("[data-tinted]")) {
    const style = getComputedStyle(each);
    const shown = lined(style) || inked(style.backgroundColor)
      || style.textDecorationLine !== "none" || each.matches(otherwise);
    if (!shown) found.push("not told apart: " + name(each));
  }
  return [...new Set(found)];
}"""
"""What was told by colour and is not told any more."""

TOLD_OTHERWISE = "code"
"""What has a ground of its own besides: `code` has its letters."""

MOVING = """() => {
  const moving = new Set();
  for (const each of document.querySelectorAll("*"))
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(each, part);
      const times = [style.transitionDuration, style.animationDuration].join(", ").split(", ");
      if (Math.max(...times.map(parseFloat)) > 0.001 || style.scrollBehavior === "smooth")
        moving.add(each.tagName.toLowerCase() + (part ?? ""));
    }
  return [...moving];
}"""


def test_public_pages_lose_nothing_however_they_are_seen(browser, live_server, public_pages):
    """One window for all: each page is opened once and looked at in every way."""
    found = []
    with window(browser, live_server.url, DESKTOP) as page:
        for address in (before + each for each in public_pages for before in ("", "/fr", "/ar")):
            page.set_viewport_size(DESKTOP)
            page.emulate_media(forced_colors="none", reduced_motion="no-preference")
            page.goto(address)
            page.evaluate(OPENED)
            moves = page.evaluate(MOVING)
            page.evaluate(TINTED)
            page.emulate_media(forced_colors="active", reduced_motion="reduce")
            found += [(address, each) for each in page.evaluate(LOST, TOLD_OTHERWISE)]
            found += [(address, f"moves: {each}") for each in page.evaluate(MOVING)]
            page.emulate_media(forced_colors="none")
            page.set_viewport_size(ENLARGED)
            found += [(address, each) for each in page.evaluate(STICKS_OUT)]
            assert moves or "/embed/" in address  # or this would find nothing at rest either

    assert found == []


HEAD = """() => {
  const links = [...document.querySelectorAll(".masthead a")];
  return {
    height: document.querySelector(".masthead").offsetHeight,
    heading: document.querySelector("h1").getBoundingClientRect().bottom,
    lowest: Math.min(...links.map((each) => each.getBoundingClientRect().height)),
    hidden: links.filter((each) => !each.checkVisibility()).length,
  };
}"""


@pytest.mark.django_db(transaction=True)
def test_the_head_of_the_site_leaves_the_screen_to_the_page(browser, live_server):
    incident = a_claim(incident=an_incident("Raid at the ford")).incident

    for language in ("", "/fr", "/ar"):
        for screen, lines in (({"width": 390, "height": 844}, 2), (ENLARGED, 3)):
            with window(browser, live_server.url, screen) as page:
                page.goto(f"{language}/incidents/{incident.slug}/")
                head = page.evaluate(HEAD)
            assert head["height"] <= 37 * lines
            assert head["heading"] < ENLARGED["height"]
            assert head["lowest"] >= 24  # WCAG 2.5.8
            assert not head["hidden"]
