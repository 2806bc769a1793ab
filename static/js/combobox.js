// Suggestions under a text box: <input data-suggest="/address" role="combobox" …> inside <div class="suggest">.
// The address answers ?q= with [{"text": …, "more": …, "value": …}]. Typing freely stays allowed; without this
// file the box is an ordinary one. With data-suggest-value="name", the hidden input of that name takes the value.

const WAIT_MS = 150;
let serial = 0;

const attachAll = (part) => {
  for (const input of part.querySelectorAll("input[data-suggest]:not([aria-controls])")) attach(input);
};
attachAll(document);
// Boxes that come with a part of the page swapped in later.
document.addEventListener("htmx:afterSettle", (event) => attachAll(event.target));

function attach(input) {
  const list = document.createElement("ul");
  list.id = `suggest-${(serial += 1)}`;
  list.className = "suggest-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.body.dataset.suggestions);
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
  const hidden = input.dataset.suggestValue && input.form?.elements[input.dataset.suggestValue];
  let active = -1;
  let timer = 0;
  let asked = null;

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const choose = (option) => {
    input.value = option.dataset.text;
    if (hidden) hidden.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (found) => {
    list.replaceChildren(
      ...found.map((item, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = item.text;
        option.dataset.value = item.value ?? "";
        const text = document.createElement("span");
        text.textContent = item.text;
        option.append(text);
        if (item.more) {
          const more = document.createElement("span");
          more.className = "more";
          more.textContent = item.more;
          option.append(more);
        }
        return option;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    active = -1;
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const words = input.value.trim();
    if (words.length < 2) return close();
    try {
      const address = new URL(input.dataset.suggest, location.href);
      address.searchParams.set("q", words);
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      // A lost line or a newer question: the box stays an ordinary one.
    }
  };

  input.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return void ask();
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = options().length;
      mark((active + step + count + (active < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // Before the box loses its focus, so that the choice is not lost with it.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}
