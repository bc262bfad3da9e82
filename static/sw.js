// Keeps the page's own files on this device, so that it opens without a connection. It answers for these files and for
// nothing else: no request that is not GET, and nothing of a backend.
const BUILD = "%BUILD%";
// Each file of this build: its path beside this one, and its integrity.
const FILES = new Map(%FILES%);

const BUILDS = "care-returns-build-";
const CACHE = BUILDS + BUILD;
// What may change without a build: settings, and frameworks that were put beside the page.
const LOOSE = "care-returns-loose";
const PAGE = "./";
const FRAME = "embed.html";
const CONFIG = "config.json";
const STATUS = "status.json";
// So long a slow line may take for what is here already, in milliseconds.
const PATIENCE = 3000;

// How the names of the module in Welsh begin. A device on which nobody chose Welsh does not have it.
const WELSH = "cy-";

const scope = new URL(PAGE, self.location);

// The key holds the integrity: what did not change from one build to the next is not fetched again.
function key(path) {
  return `${new URL(path, scope)}?${encodeURIComponent(FILES.get(path))}`;
}

// A name with a hash in it stands for the same bytes for ever; any other is asked for anew.
function isHashed(path) {
  return /-[0-9a-f]{16}\./.test(path);
}

function isLoose(path) {
  return path === CONFIG || path.endsWith(STATUS) || path.startsWith("frameworks/");
}

async function fetchFile(path) {
  const answer = await fetch(new URL(path, scope), {
    integrity: FILES.get(path),
    cache: isHashed(path) ? "default" : "no-cache",
    credentials: "same-origin",
    redirect: "error",
    priority: "low",
  });
  if (!answer.ok) throw new Error(`${path}: status ${answer.status}`);
  return answer;
}

// A kept file as it was published. One that was damaged on this device is thrown away, to be fetched and kept anew.
async function kept(path) {
  const known = await caches.match(key(path));
  if (!known || (await isWhole(path, known.clone()))) return known;
  for (const name of await caches.keys()) await (await caches.open(name)).delete(key(path));
}

async function isWhole(path, answer) {
  const [, bits, wanted] = /^sha(\d+)-(.+)$/.exec(FILES.get(path)) ?? [];
  if (!bits) return true;
  try {
    const digest = await crypto.subtle.digest(`SHA-${bits}`, await answer.arrayBuffer());
    return btoa(String.fromCharCode(...new Uint8Array(digest))) === wanted;
  } catch {
    // It cannot even be read.
    return false;
  }
}

// What is kept of the module in Welsh, of any build: each with its cache.
async function welshKept() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(BUILDS)) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url.startsWith(scope.href + WELSH)) found.push([cache, url]);
  }
  return found;
}

// Whatever fails here fails the installation: half a page is no page. One file after the other, because a person is at
// work on the same line.
async function install() {
  // Where Welsh is in use this build has it too.
  const inWelsh = (await welshKept()).length > 0;
  for (const path of FILES.keys()) if (inWelsh || !path.startsWith(WELSH)) await keep(path);
  const settings = await keepNow(CONFIG);
  const { framework, status } = settings.page ?? {};
  // A framework that was put beside the page; what it is cut into is kept as it is opened.
  if (framework && !FILES.has(framework)) await keepNow(framework);
  // Where there is none, nothing became of the framework.
  if (status) await keepNow(status).catch(() => {});
}

// Fetches and keeps what may change without a build; gives what it holds.
async function keepNow(path) {
  const address = new URL(path, scope);
  const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  await keepLoose(address, answer.clone());
  return answer.json();
}

// The caches of the two newest builds stay: another tab may still show the one before.
async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith(BUILDS) && name !== CACHE);
  for (const name of others.slice(0, -1)) await caches.delete(name);
}

// Keeps a file of this build, which may be here from another one.
async function keep(path) {
  await (await caches.open(CACHE)).put(key(path), (await kept(path)) ?? (await fetchFile(path)));
}

// Fetches a file of this build and keeps it.
async function keepFile(path) {
  const answer = await fetchFile(path);
  await (await caches.open(CACHE)).put(key(path), answer.clone());
  return answer;
}

// The page, or the page for a frame, from this device. Its headers may be changed without a build: they are fetched behind
// it, for the next time.
async function page(event, path) {
  const known = kept(path);
  const fresh = known.then(() => keepFile(path));
  // No line, or another build by now.
  event.waitUntil(fresh.catch(() => {}));
  return (await known) ?? fresh.catch(() => fetch(event.request));
}

async function file(path, request) {
  return (await kept(path)) ?? keepFile(path).catch(() => fetch(request));
}

// A file of an older build, for a tab that still shows that one. Where it is gone the server says so.
async function older(request) {
  return (await caches.match(request.url, { ignoreSearch: true })) ?? fetch(request);
}

// Keeps an answer that is what was asked for, and no sign-in page of some network in its place.
async function keepLoose(address, answer) {
  const isIt = answer.ok && !answer.redirected && (answer.headers.get("Content-Type") ?? "").includes("json");
  if (!isIt) throw new Error(`${address}: status ${answer.status}`);
  await (await caches.open(LOOSE)).put(address, answer);
}

// From the network, else as it was last time. What the server says is gone, is gone.
async function loose(request) {
  const known = await caches.match(request.url);
  const asked = fetch(request).then(async (answer) => {
    if (answer.status === 404 || answer.status === 410) {
      await (await caches.open(LOOSE)).delete(request.url);
      return answer;
    }
    await keepLoose(request.url, answer.clone());
    return answer;
  });
  if (!known) return asked.catch(() => fetch(request));
  const answered = asked.catch(() => {});
  // The page starts without its status, and takes it when it comes: an older one in its place would stay.
  if (request.url.endsWith(STATUS)) return (await answered) ?? known;
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  return (await Promise.race([answered, late])) ?? known;
}

// A newer build takes over when the page asks for it: at once, or at the page's start if no other page is open.
async function takeOver({ data, ports: [port] }) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const now = data === "take-over" || (data === "take-over-alone" && pages.length < 2);
  port?.postMessage(now);
  if (now) await skipWaiting();
}

// Somebody chose Welsh on this device, or another language: keeps the module in Welsh, or throws it away. Says whether it
// was done.
async function keepWelsh(wanted, port) {
  try {
    if (wanted) for (const path of FILES.keys()) path.startsWith(WELSH) && (await keep(path));
    else for (const [cache, url] of await welshKept()) await cache.delete(url);
    port.postMessage(true);
  } catch {
    port.postMessage(false);
  }
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  const { data, ports } = event;
  const about = { "keep-welsh": true, "drop-welsh": false }[data];
  event.waitUntil(about === undefined ? takeOver(event) : keepWelsh(about, ports[0]));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.search || !url.href.startsWith(scope.href)) return;
  const path = url.pathname.slice(scope.pathname.length);
  if (request.mode === "navigate") {
    if (path === "" || path === "index.html") event.respondWith(page(event, PAGE));
    else if (path === FRAME && FILES.has(FRAME)) event.respondWith(page(event, FRAME));
    else if (FILES.has(path)) event.respondWith(file(path, request));
  } else if (FILES.has(path)) event.respondWith(file(path, request));
  else if (isLoose(path)) event.respondWith(loose(request));
  else if (isHashed(path)) event.respondWith(older(request));
});
