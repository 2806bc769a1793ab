// The page without a line: the vacancies this phone keeps, as links that open without one.

const list = document.getElementById("kept");
const cache = (await globalThis.caches?.has("kept")) ? await caches.open("kept") : null;
const known = cache ? await cache.match(list.dataset.list) : null;
const { saved } = known ? await known.json() : { saved: [] };

for (const one of saved) {
  if (!(await cache.match(one.address))) continue;
  const line = document.getElementById("kept-line").content.cloneNode(true);
  const link = line.querySelector("a");
  link.href = one.address;
  link.textContent = one.title;
  line.querySelector("[data-employer]").textContent = one.employer;
  line.querySelector("[data-facts]").textContent = one.facts;
  list.append(line);
}
const some = list.children.length > 0;
document.getElementById("some").hidden = !some;
document.getElementById("none").hidden = some;
document.querySelector("[data-again]").addEventListener("click", () => location.reload());

// Back on the line, by what the browser says or by trying: a phone often says so too soon or too late.
const again = async () => {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
};
if (!location.pathname.startsWith("/ngoai-tuyen/")) {
  addEventListener("online", again);
  setInterval(again, 4000);
}
