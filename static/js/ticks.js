// Lists with a box a row: one box ticks them all, and the number ticked is said beside the buttons.
for (const form of document.querySelectorAll("form[data-ticks]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const all = form.querySelector("[data-tick-all]");
  const said = form.querySelector("[data-ticked]");
  const say = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    said.textContent = ticked ? said.dataset.ticked.replace("{n}", String(ticked)) : said.dataset.none;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    say();
  });
  form.addEventListener("change", (event) => event.target !== all && say());
  window.addEventListener("pageshow", say);
}
