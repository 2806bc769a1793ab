// Keys for those who work here all day: an element with data-key="n" is pressed or focused by that key while no text
// is being typed; data-key="Ctrl+Enter" works everywhere. Escape leaves a text, so that the keys work again; Tab goes on
// from there. What data-keys-said marks tells of them and shows only here.

const typing = (target) => target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  const withCtrl = event.ctrlKey;
  if (!withCtrl && typing(event.target)) return;
  const name = withCtrl ? `Ctrl+${event.key}` : event.key.toLowerCase();
  const found = [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key === name && element.getClientRects().length > 0,
  );
  if (!found) return;
  event.preventDefault();
  if (typing(found)) found.focus();
  else {
    found.focus();
    found.click();
  }
});

for (const said of document.querySelectorAll("[data-keys-said]")) said.hidden = false;
