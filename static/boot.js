// Loads the page's module, checked against its integrity, and mounts the page; says in plain words what went wrong.
//
// The module is in two parts. On a first visit the page is mounted with the first, which holds all that runs until a
// question is on the screen, and the rest comes behind it. Until the rest is here, what a person does is held back, and
// then done in its order; what she types stands in its box meanwhile. On any other visit both are loaded first.
const first = { url: new URL("%WASM%", import.meta.url), integrity: "%WASM_INTEGRITY%" };
const rest = { url: new URL("%REST%", import.meta.url), integrity: "%REST_INTEGRITY%", first: null, here: false, missed: false };

// The module in Welsh, which is in one part: nobody has it on a first visit.
const welsh = { url: new URL("%WELSH%", import.meta.url), integrity: "%WELSH_INTEGRITY%" };
const welshGlue = { url: new URL("%WELSH_GLUE%", import.meta.url).href, integrity: "%WELSH_GLUE_INTEGRITY%" };
// Where the language of the page's own words is kept, for this script only. It says nothing about anybody.
const LANGUAGE = "care-returns-language";
const CY = "cy";

// The styles that no page up to the first question needs. They are there once this is fulfilled.
const later = { href: new URL("%LATER%", import.meta.url), integrity: "%LATER_INTEGRITY%", here: null };

// The integrity of each framework of this build, which the page reads by a name without a hash: a line each.
const PINS = %PINS%;
// The name under which the page keeps what it stores.
const DATABASE = "care-returns";
// Where a browser that may throw that away keeps it a second time.
const SPARE = "care-returns-spare";
// What the page listens to.
const KINDS = ["click", "keydown", "input", "change", "focusout", "toggle", "hashchange", "visibilitychange", "resume", "pagehide", "online", "offline"];
const QUESTION = "[data-question]";
// What a page shows while something typed on it is not saved yet.
const UNSAVED = "[data-unsaved]";
// The service worker, which keeps the page's files on this device.
const WORKER = new URL("sw.js", import.meta.url).href;
// What signs people in, where config.json asks for it.
const SIGN_IN = new URL("%SIGN_IN%", import.meta.url).href;
// The only scripts that the page itself names.
const NAMED = [WORKER, welshGlue.url];
const policy = globalThis.trustedTypes?.createPolicy("care-returns", { createScriptURL: (url) => (NAMED.includes(url) ? url : SIGN_IN) });
const script = (url) => (policy ? policy.createScriptURL(url) : url);
const held = [];
// What is said once the page has a language.
const words = {
  stopped: "Something went wrong on this page, and it stopped. What was saved on this device is safe. Load the page again.",
  newer: "A newer version of this page is here. You can go on with this one. Nothing that you typed is lost when you update.",
  soon: "The newer version is loaded once what you typed is saved.",
};

// Puts an element that loads a file into the document.
function bring(name, parts) {
  const element = Object.assign(document.createElement(name), parts);
  return new Promise((onload, onerror) => document.head.append(Object.assign(element, { onload, onerror })));
}

// An import cannot name an integrity: an element that does brings the same module.
async function bringModule(url, integrity) {
  await bring("script", { type: "module", integrity, src: script(url) });
  return import(url);
}

// Opens the sign-in.
async function openSignIn(config, told) {
  if (config === true) hold.wanted?.();
  if (!told) return;
  return (await bringModule(SIGN_IN, "%SIGN_IN_INTEGRITY%")).open(config, told);
}

function say(words) {
  document.getElementById("boot").hidden = false;
  document.getElementById("boot-loading").hidden = true;
  const place = document.getElementById("boot-failed");
  place.textContent = words;
  place.hidden = false;
}

// This browser does not run the module.
function cannot() {
  say(document.getElementById("boot-browser").textContent);
}

async function load({ url, integrity }) {
  const answer = await fetch(url, { integrity, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer;
}

function dress() {
  later.here ??= bring("link", { rel: "stylesheet", integrity: later.integrity, href: later.href });
  return later.here.catch((error) => {
    later.here = null;
    throw error;
  });
}

async function compileRest() {
  const compiled = load(rest).then(async (answer) => WebAssembly.compile(await answer.arrayBuffer()));
  return (await Promise.all([compiled, dress()]))[0];
}

function language() {
  try {
    return localStorage.getItem(LANGUAGE);
  } catch {
    // Where nothing is kept the page speaks its first language.
    return null;
  }
}

// The module in Welsh with its glue, where Welsh was chosen and the page still has it. One that does not come holds
// nobody up: the page is in its first language then.
async function loadWelsh() {
  if (language() !== CY) return;
  const offered = load({ url: "config.json" }).then(async (answer) => {
    const { page } = await answer.json();
    if (!page.languages.some(({ language }) => language === CY)) throw new Error("not in Welsh any more");
  });
  try {
    const [answer, glue] = await Promise.all([load(welsh), bringModule(welshGlue.url, welshGlue.integrity), offered, dress(), startNewest().catch(() => {})]);
    return [answer, glue];
  } catch (error) {
    console.error(error);
  }
}

function speakWelsh(glue) {
  document.documentElement.lang = CY;
  Object.assign(words, glue.words);
  document.getElementById("boot-newer").setAttribute("aria-label", words.newerVersion);
  document.getElementById("boot-update").textContent = words.update;
}

// A browser that is killed may lose what is in small storage, and the page's own store not. Then the page starts anew in
// Welsh, if that is here; a reload does not, so that this comes to an end.
async function mend(chosen) {
  const [{ type }] = performance.getEntriesByType("navigation");
  if (chosen !== CY || language() === CY || type !== "navigate") return;
  if (!(await caches.match(welsh.url, { ignoreSearch: true }))) return;
  localStorage.setItem(LANGUAGE, CY);
  location.reload();
  // Nothing else of this page begins.
  await new Promise(() => {});
}

// Brings the page in a language, and keeps that it was chosen: the module in Welsh is kept beside the page's other files,
// on no device where nobody wants it. Gives whether it is here; if it is not, nothing has changed. Where the choice is an
// older one it is only mended.
async function speak(chosen, isOlder) {
  if (isOlder) return mend(chosen);
  const inWelsh = chosen === CY;
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => {});
  const workers = [registration?.active, registration?.waiting].filter(Boolean);
  const told = await Promise.all(workers.map((worker) => ask(worker, inWelsh ? "keep-welsh" : "drop-welsh", 60_000)));
  if (inWelsh && told.includes(false)) return false;
  if (inWelsh && workers.length === 0) await Promise.all([load(welsh), load(welshGlue)]);
  try {
    if (inWelsh) localStorage.setItem(LANGUAGE, CY);
    else localStorage.removeItem(LANGUAGE);
  } catch {
    // The questions alone are in that language then.
  }
  return true;
}

async function loadRest(compiled = compileRest()) {
  await WebAssembly.instantiate(await compiled, { 1: rest.first });
  rest.here = true;
}

// Whether this page was never here before, so that the first part is enough for now. A reload is not a first visit: it is
// also the way back from a trap. The first part reads the index of a framework that is cut, and no whole one.
async function isFirstVisit() {
  try {
    const [how] = performance.getEntriesByType("navigation");
    // What is known at once comes first: the rest is on its way a database's start earlier.
    if (how.type !== "navigate" || location.hash + location.search !== "") return false;
    if ((await indexedDB.databases()).some(({ name }) => name === DATABASE)) return false;
    if ((await navigator.storageBuckets?.keys())?.includes(SPARE)) return false;
    const { page } = await (await fetch("config.json")).json();
    return page.framework.endsWith("/index.json");
  } catch {
    return false;
  }
}

function hold(event) {
  // The way past the header is no page. What moves the focus there is in the rest.
  const past = event.type === "click" && event.target.closest(".skip-link");
  if (past) {
    event.preventDefault();
    document.querySelector(past.hash).focus();
  }
  // The way to the first question is in the first part.
  if (event.type === "click") hold.onward = event.target.closest("a[data-onward]") !== null;
  if (event.type === "hashchange" && hold.onward && !document.querySelector(QUESTION)) return;
  event.stopImmediatePropagation();
  // Other clicks do what they do by themselves.
  if (event.type === "click" && !event.target.closest("button")) return;
  held.push(event);
  hold.wanted?.();
  tell.soon ??= setTimeout(tell, 1000);
}

function typed() {
  return held.some(({ type }) => type === "input" || type === "change");
}

function warn(event) {
  if (typed()) event.preventDefault();
}

function tell() {
  document.getElementById("boot-rest").hidden = false;
}

function release() {
  for (const kind of KINDS) removeEventListener(kind, hold, true);
  removeEventListener("beforeunload", warn);
  clearTimeout(tell.soon);
  document.getElementById("boot-rest").hidden = true;
  for (const event of held.splice(0)) event.target.dispatchEvent(new event.constructor(event.type, event));
}

// When the rest may take the line: once a question is on the screen, once a person wants what is not there yet, or when
// she looks at a page without questions for a while.
function idle() {
  return new Promise((done) => {
    const observer = new MutationObserver(look);
    function look() {
      if (!document.querySelector(QUESTION)) return;
      performance.mark("question");
      end();
    }
    function end() {
      observer.disconnect();
      setTimeout(done);
    }
    observer.observe(document.body, { subtree: true, childList: true });
    hold.wanted = end;
    setTimeout(end, 3000);
    look();
  });
}

async function mountEarly(glue) {
  let whole;
  for (const kind of KINDS) addEventListener(kind, hold, true);
  addEventListener("beforeunload", warn);
  try {
    glue.mountPage(new Promise((done) => (whole = done)), false, PINS, openSignIn, speak);
    await idle();
  } catch (error) {
    rest.missed = true;
    console.error(error);
  }
  while (!rest.here) {
    try {
      await loadRest();
    } catch (error) {
      console.error(`The rest did not come: ${error}`);
      tell();
      await new Promise((again) => setTimeout(again, 5000));
    }
  }
  if (!rest.missed) {
    release();
    whole();
  }
  // Something ran that no first visit was seen to run: begin again with both parts, which the browser now has.
  else if (!typed()) location.reload();
  else stop("This page has to be loaded again before it can go on. What you typed in it was not saved: keep a copy of it, and load the page again.");
}

// The module has no way to say why it stopped; what it had saved is saved.
function broke(event, error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  if (!rest.here) {
    // The browser collects a closure whose end is in the rest: it stays in memory, and nothing else comes of it. An
    // exported function's name is its number, which stands in the stack of every engine.
    const end = `wasm-function[${rest.first.__wbindgen_destroy_closure.name}]`;
    if (error.stack.includes(end)) event.preventDefault();
    else rest.missed = true;
    return;
  }
  stop(words.stopped);
}

// Asks a worker for something, and gives whether it was done; one that is silent for so long has not done it.
async function ask(worker, what, patience) {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
  worker.postMessage(what, [port2]);
  const silent = new Promise((done) => setTimeout(done, patience, false));
  return Promise.race([answered, silent]);
}

// Asks a newer build that is here to take over, and loads the page again as that. Does nothing if it does not.
async function takeOver(waiting, how) {
  const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  if (!(await ask(waiting, how, 2000))) return;
  await taken;
  location.reload();
  // Nothing else of this page begins.
  await new Promise(() => {});
}

// Before anything is on the page nothing can be lost: a newer build that is here is taken, unless another tab shows the
// older one.
async function startNewest() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.waiting && navigator.serviceWorker.controller) await takeOver(registration.waiting, "take-over-alone");
}

// Resolves once all that was typed on the page is saved.
function saved() {
  return new Promise((done) => {
    const observer = new MutationObserver(look);
    function look() {
      if (document.querySelector(UNSAVED)) return;
      observer.disconnect();
      done();
    }
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    look();
  });
}

function tellNewer(registration) {
  const place = document.getElementById("boot-newer");
  if (!place.hidden) return;
  place.hidden = false;
  const told = document.getElementById("boot-newer-words");
  told.textContent = words.newer;
  document.getElementById("boot-update").addEventListener("click", async ({ target }) => {
    target.disabled = true;
    told.textContent = words.soon;
    await saved();
    if (registration.waiting) await takeOver(registration.waiting, "take-over");
    location.reload();
  });
}

// Keeps the page on this device, for when there is no connection, and tells of newer builds. Never takes one by itself.
async function keep() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const registration = await workers.register(script(WORKER));
  // A worker that came after the choice does not know of it yet.
  if (language() === CY) workers.ready.then(({ active }) => ask(active, "keep-welsh", 60_000));
  const look = () => {
    if (registration.waiting && workers.controller) tellNewer(registration);
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  // Another tab took one: this one goes on as it is.
  workers.addEventListener("controllerchange", () => tellNewer(registration));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
  look();
}

// Nothing on the page answers any more.
function stop(why) {
  // The page stays under it, with a header and a main part of its own.
  document.querySelector("#boot .band").remove();
  document.querySelector("#boot .main").removeAttribute("role");
  say(why);
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  document.getElementById("boot").scrollIntoView();
}

async function start() {
  if (typeof WebAssembly !== "object") {
    cannot();
    return;
  }
  try {
    // A style sheet that was refused has no rules; without it, what is an error and what is not cannot be told apart.
    if (!document.querySelector("link[rel=stylesheet]").sheet) throw new Error("no style sheet");
    // All at once: on a slow line, one after the other costs a round trip.
    const inWelsh = await loadWelsh();
    const early = inWelsh ? Promise.resolve(false) : isFirstVisit();
    const both = inWelsh ? Promise.resolve() : early.then((early) => early || compileRest());
    const [answer, glue] = inWelsh ?? (await Promise.all([load(first), import("./%GLUE%"), both.catch(() => {}), startNewest().catch(() => {})]));
    rest.first = await glue.default({ module_or_path: answer });
    if (inWelsh) {
      rest.here = true;
      speakWelsh(glue);
    } else if (!(await early)) await loadRest(both);
    addEventListener("error", (event) => broke(event, event.error));
    addEventListener("unhandledrejection", (event) => broke(event, event.reason));
    document.getElementById("boot").hidden = true;
    if (await early) await mountEarly(glue);
    else {
      glue.mountPage(Promise.resolve(), true, PINS, openSignIn, speak);
      // For its mark.
      idle();
    }
    // The page is whole, and the line is free. Where a browser refuses, the page works with a connection only.
    keep().catch((error) => console.warn(error));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) cannot();
    else say("Care Returns could not start: a file did not arrive, or was not what we published. Connect this device to the internet and load the page again. What was saved on this device is safe.");
    console.error(error);
  }
}

start();
