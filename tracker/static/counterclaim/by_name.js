// Choosing a row by typing its name: the list that htmx fetches is opened, walked through and taken
// from as the ARIA practices say of a combobox; keys are the vendored library's. Without this file
// what is typed is sent, and the form lists what may be meant.
import Combobox from "../vendor/combobox-nav/index.js";

const boxes = new WeakMap();

function boxOf(input) {
  if (!boxes.has(input)) {
    const list = input.parentElement.querySelector("[role=listbox]");
    const options = { tabInsertsSuggestions: false, firstOptionSelectionMode: "none" };
    boxes.set(input, new Combobox(input, list, options));
  }
  return boxes.get(input);
}

function close(input) {
  const box = boxOf(input);
  box.stop();
  box.list.hidden = true;
  box.list.replaceChildren();
}

function open(input) {
  const box = boxOf(input);
  box.stop();
  const said = box.list.querySelector("[data-said]");
  input.parentElement.querySelector("p[data-said]").textContent = said ? said.dataset.said : "";
  box.list.hidden = !box.list.querySelector("[role=option]");
  if (box.list.hidden) return;
  box.start();
  mark(box);
}

// Marks the first option if the server is sure of it. Any other is taken only once it is chosen.
function mark(box) {
  const first = box.list.querySelector("[role=option]");
  if (!("sure" in first.dataset)) return;
  box.navigate(1);
  first.dataset.marked = "";
}

// Takes a row: it stands above the box as a ticked one, in place of another where one is meant.
function take(place, input, option) {
  const chosen = place.querySelector("[data-chosen]");
  const label = place.querySelector("template").content.cloneNode(true).firstElementChild;
  label.querySelector("input").value = option.dataset.key;
  label.querySelector("bdi").textContent = option.dataset.name;
  if (!("several" in place.dataset)) chosen.replaceChildren();
  chosen.append(label);
  place.querySelector("fieldset")?.remove();
  input.removeAttribute("aria-invalid");
  for (const kind of ["input", "change"]) {
    label.querySelector("input").dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

// Goes on to the fields in which a new row is named, with what was typed.
function add(list, option) {
  const field = document.getElementsByName(list.dataset.new)[0];
  if (!field) return;
  const details = field.closest("details");
  if (details) details.open = true;
  field.value = option.dataset.add;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const next = [...(details ?? document).querySelectorAll("input, select")];
  (next[next.indexOf(field) + 1] ?? field).focus();
}

const inputOf = (element) => element.closest("[data-by-name]")?.querySelector(":scope > input");

// Each box says from the beginning that it is a combobox, also one that htmx brings later.
const prepare = (root) => root.querySelectorAll("[data-by-name] > input").forEach(boxOf);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.detail.target;
  const input = inputOf(list);
  if (input && list.matches("[role=listbox]") && input === document.activeElement) open(input);
});

document.addEventListener("combobox-commit", (event) => {
  const place = event.target.closest("[data-by-name]");
  const input = inputOf(event.target);
  const option = event.target;
  const list = option.parentElement;
  input.value = "";
  close(input);
  if ("add" in option.dataset) add(list, option);
  else if ("key" in option.dataset) {
    take(place, input, option);
    input.focus();
  }
});

// The list stays open while it is pressed on, and closes when the box is left.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-by-name] [role=listbox]")) event.preventDefault();
});
document.addEventListener("focusout", (event) => {
  if (event.target === inputOf(event.target)) close(event.target);
});
// Ahead of the library: the first arrow down comes to the option that is marked already, and Enter
// where none is marked takes nothing and sends nothing.
const ahead = (event) => {
  const input = event.target.getAttribute?.("aria-expanded") === "true" && inputOf(event.target);
  if (!input || event.target !== input || event.isComposing) return;
  const list = boxOf(input).list;
  const selected = list.querySelector("[aria-selected=true]");
  if (event.key === "Enter" && !selected) event.preventDefault();
  if (!event.key.startsWith("Arrow")) return;
  if (event.key === "ArrowDown" && selected && "marked" in selected.dataset) {
    event.preventDefault();
    event.stopPropagation();
  }
  delete list.querySelector("[data-marked]")?.dataset.marked;
};
document.addEventListener("keydown", ahead, { capture: true });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === inputOf(event.target)) close(event.target);
});
