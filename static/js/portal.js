// Small comforts for every page. Without this file everything still works: dialogs open as anchors, menus as disclosures.

const openDialog = (dialog, opener) => {
  dialog.showModal();
  dialog.addEventListener("close", () => opener?.focus(), { once: true });
};

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;

  const opener = target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      openDialog(dialog, opener);
    }
    return;
  }

  const closer = target.closest("[data-close]");
  const within = target.closest("dialog");
  if (within?.open && (closer || target === within)) {
    event.preventDefault();
    within.close();
    return;
  }

  const copy = target.closest("[data-copy]");
  if (copy) copyText(copy);

  if (target.closest("[data-print]")) window.print();

  for (const sheet of document.querySelectorAll("details[data-light-dismiss][open]")) {
    if (!sheet.contains(target)) sheet.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  // A link that acts as a button answers to the space bar as well.
  if (event.key === " " && event.target.matches?.("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
  if (event.key === "Escape") {
    for (const sheet of document.querySelectorAll("details[data-light-dismiss][open]")) {
      sheet.open = false;
      sheet.querySelector("summary")?.focus();
    }
  }
});

async function copyText(button) {
  const said = document.querySelector(`#${button.dataset.copySaid}`);
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    if (said) said.hidden = false;
  } catch {
    window.prompt("", button.dataset.copy);
  }
}

// A form marked data-once is sent once: a second press on a slow line does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.setAttribute("data-busy", "");
});
// Back from the next page, the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[data-busy]")) button.removeAttribute("data-busy");
});

// What changed in place is said to those who do not see it.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.getElementById("said");
  if (said) said.textContent = document.querySelector("[data-say]")?.textContent ?? "";
});

for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.hidden = false;
document.querySelector("[data-focus]")?.focus();

// The installed portal (worker.js): it keeps what the person saved, and nothing once they are gone.
if ("serviceWorker" in navigator) {
  window.addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/worker.js");
      const { active } = await navigator.serviceWorker.ready;
      const now = /^\/(viec-|cua-toi)/.test(location.pathname);
      if ("saved" in document.body.dataset) active.postMessage({ keep: true, now });
    } catch {
      // Private windows and old browsers: the portal works without.
    }
  });
}

// On a narrow screen the tab one is at may lie beyond the edge of its row.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.parentElement;
  row.scrollLeft += Math.max(0, tab.getBoundingClientRect().right - row.getBoundingClientRect().right);
}
