/* Buttons that copy the text of a field. Without this file they stay hidden: the text is selected by hand. */
"use strict";

for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = button.nextElementSibling;
  // Browsers let pages copy only where the connection is safe.
  button.hidden = !(field && navigator.clipboard);
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    status.textContent = status.dataset.said;
  });
}
