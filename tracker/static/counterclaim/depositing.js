/* Brings files one by one over the form that is there, so that each may be as large as one may be,
   says how far each is, and is refused by itself. Without this file the form sends them together. */
"use strict";

(() => {
  const form = document.getElementById("deposit");
  const input = form && form.querySelector("input[type=file]");
  if (!input) return;
  const words = form.dataset;
  const button = form.querySelector("button[type=submit]");

  const list = document.createElement("ul");
  list.className = "plain-list ruled";
  list.setAttribute("aria-live", "polite");
  const zone = document.createElement("p");
  zone.className = "drop-zone";
  zone.textContent = words.drop;
  form.prepend(zone);
  button.parentElement.before(list);

  const row = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    said.textContent = ` ${words.waits} `;
    item.append(name, " ", bar, said);
    list.append(item);
    return { bar, said };
  };

  /* What the form said is wrong, in the answer to one sending of it. */
  const refused = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const errors = [...page.querySelectorAll("#deposit .errorlist li, main .is-trouble p")];
    return errors.map((one) => one.textContent.trim()).join(" ") || words.lost;
  };

  const bring = (file, { bar, said }) => new Promise((done) => {
    const sent = new FormData(form);
    sent.delete(input.name);
    sent.delete("submission"); /* Each file is a sending of its own. */
    sent.append(input.name, file, file.name);
    const asked = new XMLHttpRequest();
    asked.open("POST", form.action || location.href);
    asked.upload.addEventListener("progress", (event) => {
      said.textContent = ` ${words.arriving} `;
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    asked.addEventListener("load", () => {
      bar.remove();
      const at = new URL(asked.responseURL || location.href);
      if (asked.status === 200 && at.pathname.startsWith(words.choice)) {
        const link = document.createElement("a");
        link.href = asked.responseURL;
        link.textContent = words.arrived;
        said.replaceChildren(link);
      } else if (asked.status === 401 || at.pathname !== location.pathname) {
        said.textContent = words.signedOut;
      } else {
        said.textContent = refused(asked.responseText);
      }
      done();
    });
    asked.addEventListener("error", () => {
      bar.remove();
      said.textContent = words.lost;
      done();
    });
    asked.send(sent);
  });

  const bringAll = async (files) => {
    const statement = form.elements.namedItem("statement");
    if (!statement.value.trim()) {
      statement.setCustomValidity(words.statement);
      statement.reportValidity();
      statement.addEventListener("input", () => statement.setCustomValidity(""), { once: true });
      return;
    }
    const waiting = [...files].map((file) => [file, row(file)]);
    button.disabled = true;
    for (const [file, shown] of waiting) await bring(file, shown);
    button.disabled = false;
    input.value = "";
  };

  form.addEventListener("submit", (event) => {
    if (input.files.length < 2) return; /* One file goes the way of every form. */
    event.preventDefault();
    bringAll(input.files);
  });
  for (const name of ["dragover", "dragenter"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (event.dataTransfer.files.length) bringAll(event.dataTransfer.files);
  });
})();
