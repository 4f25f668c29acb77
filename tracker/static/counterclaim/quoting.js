/* Offers to quote what is selected in the text of a sealed copy. The words themselves are cut out
   by the server: it is only told where in the text the selection begins and ends, in characters
   (code points) of the whole text. The text may arrive later, or be exchanged for another part.
   Without this file the search above the text does the same, or pasting the words into the form. */
"use strict";

(() => {
  const bar = document.getElementById("quote-bar");
  if (!bar) return;
  const shown = bar.querySelector("output");
  const into = document.getElementById(bar.dataset.into) || bar;
  const read = () => document.querySelector(".read-text");
  let offered = null;

  /* Characters of a line before a place in it. */
  const before = (line, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  };
  const begins = (line) => Number(line.dataset.start);
  const length = (line) => [...line.textContent].length;

  const chosen = () => {
    const selection = document.getSelection();
    const text = read();
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const lines = [...text.children].filter((line) => range.intersectsNode(line));
    if (!lines.length || !range.toString().trim()) return null;
    const [first, last] = [lines[0], lines[lines.length - 1]];
    return {
      capture: text.dataset.capture,
      within: text.dataset.within,
      exact: range.toString().replace(/\s*\n\s*/g, "\n").trim(), // our own spaces stand between lines
      start: begins(first) + (first.contains(range.startContainer)
        ? before(first, range.startContainer, range.startOffset) : 0),
      end: begins(last) + (last.contains(range.endContainer)
        ? before(last, range.endContainer, range.endOffset) : length(last)),
    };
  };

  const offer = () => {
    const found = chosen();
    /* What was chosen stays offered while the button is pressed, which ends some selections. */
    if (!found) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    offered = found;
    const words = [...found.exact];
    shown.textContent = words.length > 160 ? `${words.slice(0, 159).join("")}…` : found.exact;
    bar.hidden = false;
  };
  document.addEventListener("selectionchange", offer);

  /* The bar is a form of its own, or hands the words to one that stands beside the text. */
  bar.addEventListener("submit", (event) => {
    for (const [name, value] of Object.entries(offered)) {
      const field = into.elements.namedItem(name);
      if (field) field.value = value;
    }
    if (into === bar) return;
    event.preventDefault();
    bar.hidden = true;
    const words = into.elements.namedItem("exact");
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.focus();
  });

  /* Where the text is what somebody came or waits for, they stand in it, unless they are elsewhere. */
  const enter = () => {
    const text = read();
    if (into !== bar && text && document.activeElement === document.body) text.focus({ preventScroll: true });
  };
  enter();
  document.addEventListener("htmx:oobAfterSwap", enter);

  /* Text that cannot be written in has no caret: arrow keys go from word to word. */
  const steps = {
    ArrowLeft: ["left", "word"],
    ArrowRight: ["right", "word"],
    ArrowUp: ["backward", "line"],
    ArrowDown: ["forward", "line"],
  };
  document.addEventListener("keydown", (event) => {
    const text = read();
    if (!text || event.target !== text) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      offer(); // a browser tells of a selection a little later than it makes it
      if (bar.hidden) return;
      event.preventDefault();
      bar.requestSubmit();
      return;
    }
    if (!(event.key in steps)) return;
    event.preventDefault();
    const selection = document.getSelection();
    if (!selection.anchorNode || !text.contains(selection.anchorNode)) {
      selection.collapse(text.firstElementChild, 0);
    }
    const [direction, unit] = steps[event.key];
    if (event.shiftKey) {
      selection.modify("extend", direction, unit);
    } else {
      if (!selection.isCollapsed) selection.collapseToStart(); // from its end, every second word is left out
      selection.modify("move", direction, unit);
      selection.modify("extend", "forward", "word");
    }
    const place = selection.focusNode;
    const line = place && (place.nodeType === Node.TEXT_NODE ? place.parentElement : place);
    if (line && text.contains(line) && line !== text) line.scrollIntoView({ block: "nearest" });
  });
})();
