// Keeps what is typed in <form data-draft="name"> in this browser until it is sent, and warns before it is lost.
// Fields marked data-private, passwords, files and hidden ones are never kept. With data-draft-until-saved it outlives the
// sending too (the line may drop) and goes when a page comes that says data-draft-saved="name".

const KEPT_DAYS = 7;
const skipped = "[type=password], [type=file], [type=hidden], [data-private]";

for (const saved of document.querySelectorAll("[data-draft-saved]")) localStorage.removeItem(`draft:${saved.dataset.draftSaved}`);
for (const form of document.querySelectorAll("form[data-draft]")) guard(form);

function guard(form) {
  const key = `draft:${form.dataset.draft}`;
  let changed = false;

  const fields = () => [...form.elements].filter((field) => field.name && !field.matches(skipped));
  const values = () =>
    fields().map((field) => [field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : null]);

  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(key));
    } catch {
      kept = null;
    }
    if (!kept || Date.now() - kept.at > KEPT_DAYS * 864e5 || form.querySelector("[aria-invalid=true]")) return;
    for (const field of fields()) {
      for (const [name, value, checked] of kept.values) {
        if (name !== field.name) continue;
        if (checked === null) field.value = value;
        else if (value === field.value) field.checked = checked;
      }
    }
    form.querySelector("[data-draft-said]")?.removeAttribute("hidden");
  };

  form.addEventListener("input", () => {
    changed = true;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values() }));
    } catch {
      // No room or not allowed: the warning below still stands.
    }
  });
  form.addEventListener("submit", () => {
    changed = false;
    if (!("draftUntilSaved" in form.dataset)) localStorage.removeItem(key);
  });
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    changed = false;
    form.reset();
    form.querySelector("[data-draft-said]")?.setAttribute("hidden", "");
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  restore();
}
