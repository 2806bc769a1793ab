// The turn while it is talked about: <form data-turn="key" data-save="address" data-revision>. What is typed is sent to be
// kept a moment later. Without a line it stays in this browser and goes when the line is back; so does the turn itself,
// whose form carries its own name (submission) and is therefore recorded once. Nothing stays here that the portal has.

const KEPT_DAYS = 7;
const SOON = 1200;
const AGAIN = 3000;
const PATIENCE = 12_000;

for (const saved of document.querySelectorAll("[data-draft-saved]")) localStorage.removeItem(saved.dataset.draftSaved);
for (const name of Object.keys(localStorage)) if (name.startsWith("turn:") && isOver(name)) localStorage.removeItem(name);
const form = document.querySelector("form[data-turn]");
if (form) guard(form);

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function isOver(name) {
  const kept = read(name);
  return !kept || Date.now() - kept.at > KEPT_DAYS * 864e5;
}

function guard(form) {
  const key = form.dataset.turn;
  const editor = Math.random().toString(36).slice(2) + Date.now().toString(36);
  const said = form.querySelector("[data-turn-said]");
  const live = document.getElementById("said");
  let count = 0; // Of changes so far.
  let sent = 0; // Of changes the portal has.
  let timer = 0;
  let isSaving = false;
  let isSending = false; // The turn itself is on its way, or waits for a line.
  let isOut = false; // Nothing more is to be kept: recorded, thrown away, or changed elsewhere.
  let isKeptHere = true;
  const list = document.getElementById("viec");
  // Vacancies ticked before the list of them has come.
  let ticked = new URLSearchParams(list?.getAttribute("hx-get")?.split("?")[1]).getAll("vacancy");

  const data = () => {
    const all = new FormData(form);
    for (const one of ticked) if (!all.getAll("vacancy").includes(one)) all.append("vacancy", one);
    return all;
  };
  const entries = () => [...data()].filter(([name]) => name !== "csrfmiddlewaretoken");

  const say = (text, kind = "", aloud = false) => {
    said.textContent = text;
    said.dataset.kind = kind;
    if (aloud && live) live.textContent = text;
  };

  const keepHere = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: entries() }));
      isKeptHere = true;
    } catch {
      isKeptHere = false;
    }
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(isSending ? send : save, wait);
  };

  const post = (address) => {
    const body = data();
    body.set("editor", editor);
    body.set("revision", form.dataset.revision);
    const options = { method: "POST", body, headers: { Accept: "application/json" } };
    return fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  };

  async function save() {
    if (isOut || isSaving || isSending || count === sent) return;
    isSaving = true;
    const now = count;
    try {
      const answer = await post(form.dataset.save);
      if (isOut || isSending) return;
      const told = await answer.json();
      if (answer.status === 409) {
        isOut = true;
        if (told.why === "recorded") localStorage.removeItem(key);
        say(told.why === "recorded" ? form.dataset.saidRecorded : form.dataset.saidElsewhere, "care", true);
      } else if (answer.ok) {
        form.dataset.revision = told.revision;
        sent = now;
        if (sent === count) localStorage.removeItem(key);
        say(told.saved ? form.dataset.saidSaved.replace("{}", told.saved) : "");
      } else throw new Error(answer.status);
    } catch {
      if (said.dataset.kind !== "care") say(form.dataset.saidLost, "care", true);
      later(AGAIN);
    } finally {
      isSaving = false;
      if (count !== sent && !isOut && said.dataset.kind !== "care") later(SOON);
    }
  }

  async function send() {
    const now = count;
    try {
      const answer = await post(form.action);
      if (answer.status >= 500) throw new Error(answer.status);
      const told = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
      isOut = true;
      if (told) {
        localStorage.removeItem(key);
        location.assign(told.next);
      } else form.submit(); // Something to mend, or signed out meanwhile: the page itself says so.
    } catch {
      if (said.dataset.kind !== "wait") say(form.dataset.saidWaiting, "wait", true);
      if (now !== count) keepHere();
      later(AGAIN);
    }
  }

  const changed = () => {
    if (isOut) return;
    count += 1;
    keepHere();
    if (!isSending) later(said.dataset.kind === "care" ? AGAIN : SOON);
  };

  const fill = (values) => {
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
      const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
      else if (mine.length) field.value = mine[0];
    }
    ticked = values.filter(([name]) => name === "vacancy").map(([, value]) => value);
  };

  const restore = () => {
    const kept = read(key);
    if (!kept || form.querySelector("[aria-invalid=true]") || kept.at < Number(form.dataset.savedAt) * 1000) return;
    fill(kept.values);
    form.querySelector("[data-turn-back]")?.removeAttribute("hidden");
    count += 1;
    later(0);
  };

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    if (isOut || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    keepHere();
    event.submitter?.setAttribute("data-busy", "");
    send();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-turn-drop]")) return;
    isOut = true;
    localStorage.removeItem(key);
  });
  // The list of vacancies comes after the page: what was ticked is asked for with it.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target === list && ticked.length) event.detail.parameters.vacancy = ticked;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === list) ticked = [];
  });
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => {
    if (!isOut && (isSending || (count !== sent && !isKeptHere))) event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // An old form, perhaps of a turn that is recorded.
  });
  restore();
}
