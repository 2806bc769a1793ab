// Keeping a vacancy in place: the bookmark of a card or a page. Without this file the form is sent and the page comes anew.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.id !== "keep" || !("inPlace" in form.dataset) || !button) return;
  event.preventDefault();
  if (button.hasAttribute("data-busy")) return;
  button.setAttribute("data-busy", "");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form, button),
      headers: { Accept: "application/json" },
    });
    const { kept, said } = await answer.json();
    for (const one of document.querySelectorAll(`button[form=keep][value="${button.value}"]`)) {
      one.setAttribute("aria-pressed", String(kept));
      one.name = kept ? "drop" : "keep";
    }
    const live = document.getElementById("said");
    if (live) live.textContent = said;
  } catch {
    // Signed out meanwhile, or no line: the page itself says so.
    form.removeAttribute("data-in-place");
    form.requestSubmit(button);
  } finally {
    button.removeAttribute("data-busy");
  }
});
