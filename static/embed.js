// The page in a frame of a portal. Only a portal that `page.embeddedBy` in config.json lists may show it: the server's
// `frame-ancestors` says so too, and where a server does not, this does. Each message from the portal is taken by its
// origin, and each to it goes to that origin only. Sizes and sign-ins are told; never an answer.
const PROBE = "care-returns-probe";
const FORBIDDEN = "This browser does not let the page keep anything while it is shown inside another one. What you type is lost when you leave. In a tab of its own it can be kept.";
const APART = "What you type here is kept for this portal only. It is not in Care Returns in a tab of its own.";
const NOT_HERE = "Care Returns may not be shown inside this page. Open it in a tab of its own, or tell the people who run the page.";

let host;
let give;
const hosts = listed();

async function listed() {
  try {
    const { page } = await (await fetch("config.json", { cache: "no-cache" })).json();
    return [page.embeddedBy ?? []].flat().map((address) => new URL(address).origin);
  } catch {
    return [];
  }
}

function say(words) {
  document.getElementById("embed-words").textContent = words;
  document.getElementById("embed").hidden = false;
}

function tell(words) {
  parent.postMessage(words, host);
}

// Whether the browser keeps what a frame stores: it may forbid it with an error, or open a store that fails.
async function keeps() {
  try {
    await new Promise((done, failed) => {
      const asked = indexedDB.open(PROBE);
      asked.onerror = () => failed(asked.error);
      asked.onsuccess = () => {
        asked.result.close();
        indexedDB.deleteDatabase(PROBE);
        done();
      };
    });
    return true;
  } catch {
    return false;
  }
}

async function start() {
  if (!(await keeps())) say(FORBIDDEN);
  else if (!((await document.hasStorageAccess?.()) ?? true)) say(APART);
  await import("./%BOOT%");
}

async function hear({ data, origin, source }) {
  if (source !== parent || typeof data?.care !== "string") return;
  if (!(await hosts).includes(origin)) {
    if (host) return;
    document.getElementById("boot").hidden = true;
    say(NOT_HERE);
  } else if (data.care === "begin" && !host) {
    host = origin;
    const height = () => tell({ care: "size", height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
    new ResizeObserver(height).observe(document.documentElement);
    await start();
  } else if (data.care === "signed-in" && origin === host) give?.(data.told);
}

if (parent === window) await start();
else {
  addEventListener("message", hear);
  // Whoever shows this page may know that it is here: nothing more is in it.
  parent.postMessage({ care: "here" }, "*");
  // The page asks for a token by an event; the portal's answer comes as a message.
  document.addEventListener("care-returns:sign-in", ({ detail }) => {
    give = detail.give;
    tell({ care: "sign-in", again: detail.again });
  });
  document.addEventListener("care-returns:sign-out", () => tell({ care: "sign-out" }));
}
