// Filters change the results in place: what was unfolded stays so, and a phone's sheet of filters stays open until
// its button closes it. Without this file each filter is a link to the next page.

let sheet = null;
let unfolded = [];

document.addEventListener("htmx:beforeSwap", () => {
  const filters = document.getElementById("filters");
  sheet = filters && getComputedStyle(filters).position === "fixed" ? filters.scrollTop : null;
  unfolded = [...document.querySelectorAll("#filters details[open]")].map((one) => one.id);
});

// Once settled: until then htmx still carries attributes over from what was there before.
document.addEventListener("htmx:afterSettle", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  const filters = document.getElementById("filters");
  if (sheet === null || !filters) return;
  filters.classList.add("filters-shown");
  filters.scrollTop = sheet;
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("a[href='#found']")) document.getElementById("filters")?.classList.remove("filters-shown");
});
