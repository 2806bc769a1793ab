// Says under a form of numbers what they add up to, while one types. The server checks again.
for (const form of document.querySelectorAll("form[data-sum]")) {
  const wanted = Number(form.dataset.sum);
  const total = form.querySelector("[data-sum-total]");
  const wrong = form.querySelector("[data-sum-wrong]");
  const say = () => {
    let sum = 0;
    for (const field of form.querySelectorAll("input[type=number]")) sum += Number(field.value) || 0;
    const gap = wanted - sum;
    total.textContent = String(sum);
    total.classList.toggle("text-danger", gap !== 0);
    wrong.classList.toggle("hidden", gap === 0);
    wrong.textContent = gap ? (gap > 0 ? wrong.dataset.short : wrong.dataset.over).replace("{n}", String(Math.abs(gap))) : "";
  };
  form.addEventListener("input", say);
  say();
}
