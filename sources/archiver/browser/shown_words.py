"""Asks a browser for the words that it shows, as plain markup that the reader of pages reads.

Taken are the texts of whatever is displayed and visible, those of open shadow roots in the place of
their host, in the order of the document. Of the look only what parts words is kept: blocks and
inline elements, what stands above or below the line, what is struck out. Closed shadow roots, and
words that a style sheet alone adds, are not seen.
"""

import json

FIRST = "<!doctype html><meta charset=utf-8><body>"

_SCRIPT = """(most => {
  const out = [], waiting = [document.documentElement];
  const kept = new Set(["sup", "sub", "a", "br", "wbr", "pre", "mfrac", "msup", "ruby", "rt"]);
  const skipped = new Set(["script", "style", "noscript", "template", "iframe", "frame", "object",
    "embed", "svg", "canvas", "audio", "video", "textarea", "select"]);
  const written = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const named = (node, style) => {
    if (style.textDecorationLine.includes("line-through")) return "s";
    if (kept.has(node.localName)) return node.localName;
    if (style.verticalAlign === "super") return "sup";
    if (style.verticalAlign === "sub") return "sub";
    return /^(inline|contents|ruby)/.test(style.display) ? "span" : "div";
  };
  const within = node => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    const given = node.localName === "slot" ? node.assignedNodes() : [];
    return given.length ? given : node.childNodes;
  };
  let left = most;
  const put = text => { left -= text.length; if (left >= 0) out.push(text); };
  while (waiting.length && left >= 0) {
    const node = waiting.pop();
    if (typeof node === "string") { put(node); continue; }
    if (node.nodeType === Node.TEXT_NODE) {
      const around = node.parentElement || (node.parentNode && node.parentNode.host);
      if (around && getComputedStyle(around).visibility === "visible") put(written(node.data));
      continue;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || skipped.has(node.localName)) continue;
    const style = getComputedStyle(node);
    if (style.display === "none") continue;
    const name = named(node, style);
    put(`<${name}>`);
    waiting.push(`</${name}>`);
    const inner = within(node);
    for (let place = inner.length - 1; place >= 0; place--) waiting.push(inner[place]);
  }
  return out.join("");
})"""


def shown_words(most: int) -> str:
    """The question, as an expression to evaluate in a frame; its value is markup.

    Args:
        most: characters of the answer.
    """
    return f"{_SCRIPT}({json.dumps(most)})"
