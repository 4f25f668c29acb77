// Offers the browser's own calendar beside a date that is typed; the day that is picked is written
// into the box as anybody may type it.
function offer(input) {
  if (input.dataset.picked) return;
  input.dataset.picked = "1";
  const picker = document.createElement("input");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.className = "visually-hidden";
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "secondary pick-day";
  button.textContent = input.dataset.pick;
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    input.value = picker.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
  input.after(button, picker);
}

const offerIn = (root) => root.querySelectorAll("input[data-pick]").forEach(offer);

document.addEventListener("htmx:load", (event) => offerIn(event.detail.elt));
offerIn(document);
