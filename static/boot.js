// Loads the page's module, checked against its integrity, and mounts the page; says in plain words what went wrong.
//
// The module is in two parts. On a first visit the page is mounted with the first, which holds all that runs until a
// question is on the screen, and the rest comes behind it. Until the rest is here, what a person does is held back, and
// then done in its order; what she types stands in its box meanwhile. On any other visit both are loaded first.
const first = { url: new URL("%WASM%", import.meta.url), integrity: "%WASM_INTEGRITY%" };
const rest = { url: new URL("%REST%", import.meta.url), integrity: "%REST_INTEGRITY%", here: false, missed: false };

// The name under which the page keeps what it stores.
const DATABASE = "care-returns";
// What the page listens to.
const KINDS = ["click", "input", "change", "focusout", "toggle", "hashchange", "visibilitychange", "resume", "pagehide", "online"];
const QUESTION = "[data-question]";
const held = [];

function say(words) {
  document.getElementById("boot").hidden = false;
  document.getElementById("boot-loading").hidden = true;
  const place = document.getElementById("boot-failed");
  place.textContent = words;
  place.hidden = false;
}

async function load({ url, integrity }) {
  const answer = await fetch(url, { integrity, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer;
}

async function loadRest(exports) {
  const answer = await load(rest);
  await WebAssembly.instantiate(await answer.arrayBuffer(), { 1: exports });
  rest.here = true;
}

// Whether this page was never here before. A reload is not a first visit: it is also the way back from a trap.
async function isFirstVisit() {
  try {
    const [how] = performance.getEntriesByType("navigation");
    const known = await indexedDB.databases();
    return how.type === "navigate" && location.hash === "" && !known.some(({ name }) => name === DATABASE);
  } catch {
    return false;
  }
}

function hold(event) {
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

async function mountEarly(glue, exports) {
  let whole;
  for (const kind of KINDS) addEventListener(kind, hold, true);
  addEventListener("beforeunload", warn);
  try {
    glue.mountPage(new Promise((done) => (whole = done)));
    await idle();
  } catch (error) {
    broke(error);
  }
  while (!rest.here) {
    try {
      await loadRest(exports);
    } catch (error) {
      console.error(error);
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
function broke(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  if (!rest.here) {
    rest.missed = true;
    return;
  }
  stop("Something went wrong on this page, and it stopped. What was saved on this device is safe. Load the page again.");
}

// Nothing on the page answers any more.
function stop(words) {
  say(words);
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  document.getElementById("boot").scrollIntoView();
}

async function start() {
  if (typeof WebAssembly !== "object") {
    say("This browser is too old for Care Returns. Use a newer one.");
    return;
  }
  try {
    // A style sheet that was refused has no rules; without it, what is an error and what is not cannot be told apart.
    if (!document.querySelector("link[rel=stylesheet]").sheet) throw new Error("no style sheet");
    // All at once: on a slow line, one after the other costs a round trip.
    const [early, answer, glue] = await Promise.all([isFirstVisit(), load(first), import("./%GLUE%")]);
    const exports = await glue.default({ module_or_path: answer });
    if (!early) await loadRest(exports);
    addEventListener("error", (event) => broke(event.error));
    addEventListener("unhandledrejection", (event) => broke(event.reason));
    document.getElementById("boot").hidden = true;
    if (early) await mountEarly(glue, exports);
    else glue.mountPage(Promise.resolve());
  } catch (error) {
    say("Care Returns could not start: a file did not arrive, or was not what we published. Load the page again.");
    console.error(error);
  }
}

start();
