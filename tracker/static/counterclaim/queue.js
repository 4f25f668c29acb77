/* j and k go from row to row of a queue; Enter opens the link that has the focus, as everywhere.
   Without this the list is gone through with Tab. */
(() => {
  const links = [...document.querySelectorAll("[data-queue] > li")]
    .map((row) => row.querySelector("a[href]"))
    .filter((link) => link !== null);
  const hint = document.querySelector(".queue-keys");
  if (links.length === 0) return;
  if (hint !== null) hint.hidden = false;

  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea") !== null;

  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) return;
    const row = event.target.closest("[data-queue] > li");
    const here = links.findIndex((link) => link.closest("[data-queue] > li") === row);
    const next = here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step;
    if (next < 0 || next >= links.length) return;
    event.preventDefault();
    links[next].focus();
  });
})();
