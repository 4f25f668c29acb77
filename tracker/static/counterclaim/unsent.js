/* Keeps what somebody types into a form of the desk, so that it is found again after a closed tab, an ended
   session, a lost network. It is sent to the form's own address, a moment after the last key, every few
   seconds while nobody pauses, and when the page is left; what the server refuses it keeps by itself.
   tracker/base/web/unsent keeps it. The words that are said stand in the page (unsent-words). */
(() => {
  "use strict";

  const words = document.getElementById("unsent-words");
  if (!words) return;

  const PAUSE = 1200;
  const LONGEST = 5000; // who types without a pause loses no more than this
  const AGAIN = 4000;
  const SELDOM = 30000;
  const MOST_ON_LEAVING = 60000; // browsers send no more than 64 KiB after a page is gone

  const kept = new Map(); // form -> what is known of its keeping

  function addressOf(form) {
    return form.getAttribute("action") || location.pathname + location.search;
  }

  // The desk's own address in the language of an address; empty where that is no page of the desk.
  function deskOf(address) {
    return (/^(\/[a-z-]+)?\/desk\//.exec(address.pathname) || [""])[0];
  }

  function isKept(form) {
    return (
      form instanceof HTMLFormElement &&
      (form.getAttribute("method") || "").toLowerCase() === "post" &&
      form.closest("main") !== null &&
      form.dataset.unsent !== "off" &&
      deskOf(new URL(addressOf(form), location.href)) !== ""
    );
  }

  function stateOf(form) {
    if (!kept.has(form)) {
      const line = document.createElement("p");
      line.className = "hint unsent-state";
      const trouble = document.createElement("div");
      trouble.className = "unsent-trouble";
      trouble.setAttribute("role", "status");
      form.append(line, trouble);
      kept.set(form, { form, line, trouble, typed: 0, safe: 0, since: 0, wait: AGAIN, timer: 0, asking: null, isSent: false });
    }
    return kept.get(form);
  }

  const isDirty = (state) => state.typed > state.safe && !state.isSent;

  function later(state, milliseconds) {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => keep(state), milliseconds);
  }

  // A moment after the last key, and no later than LONGEST after the first that is not kept.
  function soon(state) {
    const longest = state.since + LONGEST - Date.now();
    later(state, Math.max(0, Math.min(PAUSE, longest)));
  }

  function typedInto(state) {
    if (!isDirty(state)) state.since = Date.now();
    state.typed += 1;
    state.isSent = false;
    soon(state);
  }

  function again(state) {
    later(state, state.wait);
    state.wait = Math.min(SELDOM, state.wait * 2);
  }

  function say(state, text) {
    state.trouble.replaceChildren();
    state.trouble.classList.remove("notice", "is-trouble");
    state.line.textContent = text;
  }

  function complain(state, text, signIn) {
    const paragraph = document.createElement("p");
    paragraph.append(text);
    if (signIn) {
      const link = document.createElement("a");
      link.href = signIn;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = words.dataset.signIn;
      paragraph.append(" ", link, ". ", words.dataset.then);
    }
    state.line.textContent = "";
    if (state.trouble.textContent === paragraph.textContent) return; // said once, not at every try
    state.trouble.classList.add("notice", "is-trouble");
    state.trouble.replaceChildren(paragraph);
  }

  function typedIn(form) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const isPassword = form.querySelector(`input[type="password"][name="${CSS.escape(name)}"]`);
      if (typeof value === "string" && !isPassword) body.append(name, value);
    }
    if (!body.has("unsent")) body.set("unsent", words.dataset.person);
    body.set("keep_unsent", "1");
    return body;
  }

  async function keep(state, isLeaving = false) {
    clearTimeout(state.timer);
    if (!isDirty(state) || !state.form.isConnected) return;
    if (state.asking) {
      if (!isLeaving) return later(state, PAUSE);
      state.asking.abort();
    }
    const asking = (state.asking = new AbortController());
    const version = state.typed;
    state.since = Date.now();
    const body = typedIn(state.form);
    try {
      const answer = await fetch(addressOf(state.form), {
        method: "POST",
        body,
        headers: { "X-Unsent-Form": "1", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: isLeaving && body.toString().length < MOST_ON_LEAVING,
        signal: asking.signal,
      });
      await read(state, answer, version);
    } catch {
      if (asking.signal.aborted) return;
      complain(state, words.dataset.offline);
      again(state);
    } finally {
      if (state.asking === asking) state.asking = null;
    }
  }

  async function read(state, answer, version) {
    const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    const said = isOurs ? await answer.json() : {};
    if (answer.ok && isOurs) {
      state.safe = version;
      state.wait = AGAIN;
      say(state, said.said);
    } else if (answer.status === 401) {
      complain(state, words.dataset.signedOut, `${said.sign_in}?next=${deskOf(location)}`);
      again(state);
    } else if (answer.type === "opaqueredirect") {
      complain(state, words.dataset.signedOut, location.href); // asked for the password again
      again(state);
    } else if (answer.status === 403 && said.code === "token") {
      await renewToken(state);
      again(state);
    } else if (answer.status === 409) {
      if (["just_sent", "at_once"].includes(said.code)) return again(state);
      if (said.code === "sent") {
        state.safe = version; // there is nothing in it that is not recorded
        return say(state, said.said);
      }
      complain(state, said.said);
    } else if ([403, 404, 405].includes(answer.status)) {
      complain(state, words.dataset.closed);
    } else {
      complain(state, words.dataset.trouble);
      again(state);
    }
  }

  /* Signing in on another page changes the token of forms: the page's own address gives the new one. */
  async function renewToken(state) {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main input[name=csrfmiddlewaretoken]");
    if (!fresh) return;
    for (const old of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) old.value = fresh.value;
    state.wait = 0;
    later(state, 0);
  }

  const all = (isLeaving) => kept.forEach((state) => keep(state, isLeaving));

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !isKept(form)) return;
    typedInto(stateOf(form));
  });

  // Rows that a button has filled in were typed as well.
  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.target.closest && event.target.closest("form");
    if (!form || !kept.has(form)) return;
    typedInto(kept.get(form));
  });

  function end(state) {
    state.isSent = true;
    clearTimeout(state.timer);
    if (state.asking) state.asking.abort();
  }

  /* The numbers that the hidden field of a form names: its own, and of what it was filled with. */
  function marksOf(form) {
    const mark = form.elements.namedItem("unsent");
    return mark ? mark.value.split("|") : [];
  }

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (isKept(event.target) && !navigator.onLine) {
      event.preventDefault();
      complain(stateOf(event.target), words.dataset.notSent);
      return;
    }
    if (event.target.id !== "unsent-drop") {
      // What opens beside this page, such as a preview, leaves the form where it is.
      const isBeside = (event.submitter || event.target).getAttribute("formtarget") === "_blank";
      if (kept.has(event.target) && !isBeside) end(kept.get(event.target));
      return;
    }
    // The form that is filled with what is thrown away ends; what stands in another is kept before.
    const number = event.submitter && event.submitter.value;
    for (const state of kept.values()) {
      if (marksOf(state.form).includes(number)) end(state);
      else keep(state, true);
    }
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) kept.forEach((state) => (state.isSent = false));
  });
  window.addEventListener("online", () => all(false));
  window.addEventListener("focus", () => all(false));
  window.addEventListener("pagehide", () => all(true));
  document.addEventListener("visibilitychange", () => all(document.visibilityState === "hidden"));
  window.addEventListener("beforeunload", (event) => {
    const isInTrouble = [...kept.values()].some((state) => isDirty(state) && state.trouble.textContent);
    if (isInTrouble) event.preventDefault();
  });
})();
