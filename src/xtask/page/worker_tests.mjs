// The service worker in a browser made of the few things that it asks for: what it answers, what it leaves alone, and what
// it keeps. Then the same with each guard of it taken out, which must be noticed. The argument is the script's address.
// Prints what went otherwise, and ends with 1 if anything did.
import { createHash, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const SCOPE = "https://page.example/app/";
const SCRIPT = "boot-0123456789abcdef.js";
const WELSH = "cy-0123456789abcdef.wasm";
const LINES = { "./": "<html>", [SCRIPT]: "start()", "frameworks/a/index.json": "{}", [WELSH]: "Cymraeg" };
const integrity = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
const FILES = Object.entries(LINES).map(([path, text]) => [path, integrity(text)]);
const SOURCE = readFileSync(new URL(process.argv[2]), "utf8").replace("%BUILD%", "3").replace("%FILES%", JSON.stringify(FILES));

// A guard, and what stands in its place where it is taken out.
const GUARDS = [
  ["what is not GET is left alone", 'request.method !== "GET" || ', ""],
  ["what is beyond the page is left alone", "|| !url.href.startsWith(scope.href)", ""],
  ["a file that does not come fails the installation", "if (!answer.ok) throw new Error(`${path}: status ${answer.status}`);", ""],
  ["each file is asked for with its integrity", "integrity: FILES.get(path),", ""],
  ["what the device has damaged is never served", "(await isWhole(path, known.clone()))", "true"],
  ["the caches of the two newest builds stay", "others.slice(0, -1)", "others"],
  ["older caches go", "others.slice(0, -1)", "[]"],
  ["caches of others stay", "name.startsWith(BUILDS) && ", ""],
  ["it takes over when it is asked to", "if (now) await skipWaiting();", "await skipWaiting();"],
  ["and not while another page is open", " && pages.length < 2", ""],
  ["a page in the place of settings is not kept", '.includes("json")', '.includes("")'],
  ["nor what a redirect led to", "&& !answer.redirected ", ""],
  ["Welsh is not kept where nobody chose it", "if (inWelsh || !path.startsWith(WELSH)) ", ""],
  ["and is kept by the next build where somebody did", "inWelsh || !path", "!path"],
  ["it is kept when it is chosen", "if (wanted) for", "if (false) for"],
  ["and thrown away when another is", "await cache.delete(url)", "undefined"],
  ["what is of others is not Welsh", "if (!name.startsWith(BUILDS)) continue;", ""],
];

const answer = (text, init = {}) => new Response(text, { headers: { "Content-Type": init.type ?? "text/plain" }, status: init.status ?? 200 });
const config = () => answer('{"page":{"framework":"frameworks/a/index.json"}}', { type: "application/json" });

// A device with what is kept on it, and a server.
function device(source, { server = {}, kept = {}, pages = 1 } = {}) {
  const rooms = new Map(Object.entries(kept).map(([name, room]) => [name, new Map(Object.entries(room))]));
  const seen = { asked: [], took: false, rooms, listeners: {} };
  const address = (key) => new URL(key.url ?? key, SCOPE).href;
  const room = (name) => {
    if (!rooms.has(name)) rooms.set(name, new Map());
    const inside = rooms.get(name);
    return {
      put: async (key, value) => void inside.set(address(key), await value.text()),
      delete: async (key) => inside.delete(address(key)),
      keys: async () => [...inside.keys()].map((url) => ({ url })),
    };
  };
  const globals = {
    caches: {
      match: async (key) => {
        const inside = [...rooms.values()].find((inside) => inside.has(address(key)));
        return inside && answer(inside.get(address(key)));
      },
      open: async (name) => room(name),
      keys: async () => [...rooms.keys()],
      delete: async (name) => rooms.delete(name),
    },
    fetch: async (request, init = {}) => {
      const path = address(request).slice(SCOPE.length) || "./";
      seen.asked.push(path);
      const given = server[path]?.() ?? (path in LINES ? answer(LINES[path]) : answer("no", { status: 404 }));
      // As a browser checks it.
      if (init.integrity && given.ok && integrity(await given.clone().text()) !== init.integrity) throw new TypeError("integrity");
      return given;
    },
    clients: { matchAll: async () => Array(pages).fill({}) },
    skipWaiting: async () => (seen.took = true),
    addEventListener: (kind, act) => (seen.listeners[kind] = act),
    self: { location: `${SCOPE}sw.js` },
    crypto: webcrypto, URL, Response, TypeError, btoa, setTimeout, console,
  };
  vm.runInNewContext(source, globals);
  return {
    ...seen,
    took: () => seen.took,
    // What comes of an event; `undefined` where the worker leaves it alone.
    event: async (kind, about) => {
      const waits = [];
      let given;
      seen.listeners[kind]({ ...about, waitUntil: (work) => waits.push(work), respondWith: (work) => (given = work) });
      const text = given && (await (await given).text());
      await Promise.all(waits);
      return text;
    },
  };
}

const request = (path, init = {}) => ({ request: { url: new URL(path, SCOPE).href, method: "GET", mode: "no-cors", ...init } });
const keyOf = (path) => `${new URL(path, SCOPE)}?${encodeURIComponent(integrity(LINES[path]))}`;
const installs = (on) => on.event("install").then(() => "installed", () => "failed");

// Each thing that must be so: what it is, what comes of it, and what must.
async function looks(source) {
  const found = [];
  const expect = (about, is, wanted) => JSON.stringify(is) !== JSON.stringify(wanted) && found.push(`${about}: ${JSON.stringify(is)} and not ${JSON.stringify(wanted)}`);
  const whole = { "config.json": config };

  const on = device(source, { server: whole });
  expect("the installation", await installs(on), "installed");
  const first = Object.keys(LINES).filter((path) => path !== WELSH);
  expect("what is kept", [...on.rooms.get("care-returns-build-3").keys()], first.map(keyOf));
  for (const method of ["POST", "PUT", "DELETE", "HEAD"]) {
    expect(`${method} of a file`, await on.event("fetch", request(SCRIPT, { method })), undefined);
    expect(`${method} of the page`, await on.event("fetch", request("", { method, mode: "navigate" })), undefined);
  }
  expect("a backend beside the page", await on.event("fetch", request("api/returns/1")), undefined);
  expect("another origin", await on.event("fetch", request("https://other.example/app/config.json")), undefined);
  expect("a file", await on.event("fetch", request(SCRIPT)), LINES[SCRIPT]);
  expect("the page", await on.event("fetch", request("", { mode: "navigate" })), LINES["./"]);
  expect("a hashed file that is gone", await on.event("fetch", request("rest-0123456789abcdef.wasm")), "no");

  const gone = device(source, { server: { ...whole, [SCRIPT]: () => answer("gone", { status: 404 }) } });
  expect("an installation without a file", await installs(gone), "failed");
  const lies = device(source, { server: { ...whole, [SCRIPT]: () => answer("stop()") } });
  expect("an installation with another file than was published", await installs(lies), "failed");

  const damaged = device(source, { server: whole, kept: { "care-returns-build-3": { [keyOf(SCRIPT)]: "damaged" } } });
  expect("a damaged file", await damaged.event("fetch", request(SCRIPT)), LINES[SCRIPT]);
  expect("it is whole again", damaged.rooms.get("care-returns-build-3").get(keyOf(SCRIPT)), LINES[SCRIPT]);

  const rooms = ["other", "care-returns-build-0", "care-returns-build-1", "care-returns-build-2", "care-returns-build-3"];
  const old = device(source, { kept: Object.fromEntries(rooms.map((name) => [name, {}])) });
  await old.event("activate");
  expect("what stays of older builds", [...old.rooms.keys()], ["other", "care-returns-build-2", "care-returns-build-3"]);

  for (const [words, pages, wanted] of [["take-over", 2, true], ["take-over-alone", 1, true], ["take-over-alone", 2, false], ["hello", 1, false]]) {
    const newer = device(source, { pages });
    await newer.event("message", { data: words, ports: [] });
    expect(`"${words}" with ${pages} open`, newer.took(), wanted);
  }

  // Told to keep Welsh, or not to: what it answers, and what is kept then.
  async function told(on, data) {
    let answered;
    await on.event("message", { data, ports: [{ postMessage: (words) => (answered = words) }] });
    return [answered, [...on.rooms.values()].flatMap((room) => [...room.keys()]).filter((url) => url.includes("/cy-"))];
  }
  expect("Welsh is chosen", await told(on, "keep-welsh"), [true, [keyOf(WELSH)]]);
  expect("Welsh", await on.event("fetch", request(WELSH)), LINES[WELSH]);
  expect("another language is chosen", await told(on, "drop-welsh"), [true, []]);
  const away = device(source, { server: { [WELSH]: () => answer("no", { status: 503 }) } });
  expect("Welsh does not come", await told(away, "keep-welsh"), [false, []]);
  const older = `${SCOPE}cy-fedcba9876543210.wasm?older`;
  for (const [name, wanted] of [["care-returns-build-2", true], ["other", false]]) {
    const newer = device(source, { server: whole, kept: { [name]: { [older]: "Cymraeg" } } });
    expect("the installation beside Welsh", await installs(newer), "installed");
    expect(`Welsh after ${name}`, newer.rooms.get("care-returns-build-3").has(keyOf(WELSH)), wanted);
    await told(newer, "drop-welsh");
    expect(`what stays of ${name}`, newer.rooms.get(name).has(older), !wanted);
  }

  const settings = { "care-returns-loose": { [`${SCOPE}config.json`]: "{}" } };
  // A copy of an answer was redirected as well.
  const moved = () => Object.defineProperties(config(), { redirected: { value: true }, clone: { value: moved } });
  for (const [about, wrong] of [["a page", () => answer("<html>", { type: "text/html" })], ["a redirect", moved]]) {
    const login = device(source, { server: { "config.json": wrong }, kept: structuredClone(settings) });
    expect(`${about} in the place of settings`, await login.event("fetch", request("config.json")), "{}");
    expect("the settings that are kept", login.rooms.get("care-returns-loose").get(`${SCOPE}config.json`), "{}");
  }
  return found;
}

const wrong = await looks(SOURCE);
for (const [about, guard, instead] of GUARDS) {
  if (!SOURCE.includes(guard)) wrong.push(`the worker has no guard ${guard}`);
  // What then throws is noticed as well.
  const found = await looks(SOURCE.replace(guard, instead)).catch((error) => [String(error)]);
  if (found.length === 0) wrong.push(`nothing notices it where this does not hold: ${about}`);
}
console.log(wrong.join("\n") || `all as it should be, and ${GUARDS.length} guards missed when they are taken out`);
process.exit(wrong.length === 0 ? 0 : 1);
