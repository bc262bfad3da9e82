// What <care-return> makes of its host: attributes and properties, the page's events, the token, and what may be styled.

export const ATTRIBUTES = ["framework", "return", "subject", "period", "backend", "language", "pages", "label"];
export const STYLES = %STYLES%;

// The name of each part, and what it is inside.
const PARTS = Object.entries({
  page: ".page",
  heading: "h1, h2, h3, .panel-title",
  button: ".button",
  field: ".field",
  input: "input, textarea, select",
  notice: ".notice",
  "error-summary": ".error-summary",
  panel: ".panel",
  help: ".help",
});

// The integrity of each framework beside this file: a line each.
const PINS = %PINS%;
const beside = (path) => new URL(path, import.meta.url).href;

// All that the module is given, as it reads it.
export function given(element) {
  const given = Object.fromEntries(ATTRIBUTES.map((name) => [name, element.getAttribute(name) ?? ""]));
  const config = structuredClone(element.configuration ?? {});
  const named = given.framework || config.page?.framework;
  const framework = named ? new URL(named, document.baseURI).href : beside("frameworks/asc-england/index.json");
  config.page = { ...config.page, framework };
  if (given.backend) config.backend = { ...config.backend, base: given.backend };
  // Who takes the return itself has no backend, and still a way for it to go.
  else if (element.takeReturn) config.backend ??= { base: "host" };
  if (element.tokenProvider) config.signIn ??= { kind: "bearer" };
  const pins = PINS.replace(/^(?=.)/gm, beside("./"));
  const takes = element.takeReturn ? "yes" : "";
  return { ...given, config, pins, takes, prefill: element.prefill ?? {} };
}

// What is heard of the page for the module; a link between the module's pages leads there, and the page stays where it is.
export function listen(root, widget, signal) {
  const on = (target, kinds, act, capture) => {
    for (const kind of kinds) target.addEventListener(kind, act, { signal, capture });
  };
  const says = (words) => () => widget()?.(`host ${words}`);
  on(document, ["visibilitychange"], () => says(document.hidden ? "hidden" : "shown")());
  on(document, ["resume"], says("shown"));
  on(window, ["pagehide"], says("hidden"));
  on(window, ["online", "offline"], ({ type }) => says(type)());
  on(root, ["keydown", "pointerdown", "pointermove", "wheel", "input"], says("used"));
  on(root, ["focusin", "click", "input", "change", "keydown"], () => widget()?.("enter"), true);
  on(root, ["click"], (event) => {
    const href = event.target.closest("a[href^='#']")?.getAttribute("href");
    if (!href || event.defaultPrevented) return;
    event.preventDefault();
    widget()?.(`visit ${href}`);
  });
}

// Headings begin at the level that fits the host's page; what may be styled from outside has its name.
export function dress(element, root) {
  const above = (Number(element.getAttribute("heading-level")) || 2) - 1;
  for (const heading of root.querySelectorAll("h1, h2, h3")) {
    // What is wrong stands before the heading of the page.
    const level = heading.closest(".error-summary") ? 1 : Number(heading.localName[1]);
    heading.setAttribute("aria-level", Math.min(6, above + level));
  }
  for (const [part, inside] of PARTS) for (const one of root.querySelectorAll(inside)) one.part.add(part);
}

// Signs in with the host's token, as the page's own script does: begins, hears that a token is not taken, signs out.
export function signIn(element, tell) {
  return async (config, told) => {
    if (!told) return undefined;
    let last;
    const ask = async (again, refused) => {
      try {
        const given = await element.tokenProvider({ again });
        // What was refused would be refused again.
        if (refused && given.token === refused) return;
        last = given.token;
        told(JSON.stringify(given));
      } catch {
        told('{"failed":"no-line"}');
      }
    };
    setTimeout(ask, 0, false);
    return { begin: () => ask(true), ended: () => ask(true, last), out: () => void tell("leaving", '{"page":"sign-out"}') };
  };
}
