// The portal without a line. BUILD (version, files, offline pages) is put before this by jobs.world.phone.worker.
// Nothing personal is kept but which vacancies were saved; their pages are fetched without cookies, and all of it
// goes when the person signs out.

const SHELL = `shell-${BUILD.version}`;
const KEPT = "kept";
const LIST = BUILD.saved;
const LANGUAGE = "/language";
const AGAIN = 60_000;
let turn = 0; // A sign-out in the middle of keeping ends it.
let lastKept = 0;

self.addEventListener("install", (event) => {
  const pages = Object.values(BUILD.offline).map((page) => new Request(page, { credentials: "omit" }));
  event.waitUntil(
    caches
      .open(SHELL)
      .then((shell) => shell.addAll([...BUILD.files, ...pages]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (address.pathname.startsWith(BUILD.statics)) event.respondWith(file(event));
});

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.now));
});

// Files whose names change with their content come from the phone; others from the portal while there is a line.
async function file(event) {
  const shell = await caches.open(SHELL);
  const known = await shell.match(event.request);
  if (known && BUILD.hashed) return known;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && answer.type === "basic" && answer.status === 200) event.waitUntil(shell.put(event.request, answer.clone()));
    return answer;
  } catch (trouble) {
    if (known) return known;
    throw trouble;
  }
}

// Pages always come from the portal while there is a line.
async function page(event, address) {
  try {
    const answer = await fetch(event.request);
    const language = answer.headers.get("Content-Language");
    if (language) event.waitUntil(remember(language));
    // Only the portal itself can say that nobody is signed in: a kept page always looks like a visitor's.
    if (answer.ok && answer.type === "basic" && !answer.headers.has("Portal-Signed-In")) event.waitUntil(forget());
    return answer;
  } catch (trouble) {
    const kept = await (await caches.open(KEPT)).match(address.pathname);
    const shell = await caches.open(SHELL);
    const language = await (await shell.match(LANGUAGE))?.text();
    const offline = BUILD.offline[language] ?? Object.values(BUILD.offline)[0];
    const answer = kept ?? (await shell.match(offline));
    if (answer) return answer;
    throw trouble;
  }
}

async function remember(language) {
  const shell = await caches.open(SHELL);
  const known = await (await shell.match(LANGUAGE))?.text();
  if (known !== language) await shell.put(LANGUAGE, new Response(language));
}

// The saved vacancies as they are now: new ones are fetched, changed ones anew, others let go.
async function keep(now) {
  if (!now && Date.now() - lastKept < AGAIN) return;
  const mine = turn;
  const answer = await fetch(LIST).catch(() => null);
  if (!answer?.ok) return;
  const { saved } = await answer.clone().json();
  const cache = await caches.open(KEPT);
  const before = (await (await cache.match(LIST))?.json())?.saved ?? [];
  const versions = new Map(before.map((one) => [one.address, one.page + one.version]));
  const wanted = new Set([LIST, ...saved.map((one) => one.address)]);
  for (const old of await cache.keys()) {
    if (!wanted.has(new URL(old.url).pathname)) await cache.delete(old);
  }
  for (const one of saved) {
    if (versions.get(one.address) === one.page + one.version && (await cache.match(one.address))) continue;
    const fresh = await fetch(one.page, { credentials: "omit" }).catch(() => null);
    if (mine !== turn) return;
    if (fresh?.ok) await cache.put(one.address, fresh);
  }
  if (mine !== turn) return;
  await cache.put(LIST, answer);
  lastKept = Date.now();
}

async function forget() {
  turn += 1;
  lastKept = 0;
  await caches.delete(KEPT);
}
