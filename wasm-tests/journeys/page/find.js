// Finds what a person would name: by role and accessible name, among what is shown. Put before each script of the page
// object, which calls one of these functions.
// In a widget, what stands for the document is its own tree. It has no title: where one is, the focus says.
const document = (() => {
  const widget = globalThis.careJourneyWidget;
  if (!widget) return globalThis.document;
  const tree = widget.shadowRoot ?? new DocumentFragment();
  const own = (which) => (which === "main" ? ".main" : which);
  return {
    get body() { return tree.querySelector(".care-return") ?? widget; },
    get activeElement() { return tree.activeElement ?? tree.querySelector(".care-return"); },
    title: { includes: () => true, startsWith: () => true },
    documentElement: globalThis.document.documentElement,
    getElementById: (id) => tree.getElementById(id),
    querySelector: (which) => tree.querySelector(own(which)),
    querySelectorAll: (which) => tree.querySelectorAll(own(which)),
  };
})();

const ROLES = {
  button: "button, [role=button], input[type=submit], summary",
  link: "a[href]",
  text: "input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=password], textarea",
  file: "input[type=file]",
  choice: "input[type=radio], input[type=checkbox]",
  group: "fieldset, [role=group], [role=radiogroup]",
  heading: "h1, h2, h3, h4",
  action: "button, [role=button], a[href], summary",
};

const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const isShown = (element) => element.checkVisibility
  ? element.checkVisibility({ visibilityProperty: true })
  : element.getClientRects().length > 0;

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  if (element.hasAttribute("aria-label")) return plain(element.getAttribute("aria-label"));
  if (element.labels?.length) return plain([...element.labels].map((label) => label.textContent).join(" "));
  if (element.matches("fieldset")) return plain(element.querySelector("legend")?.textContent);
  return plain(element.textContent || element.value);
}

// All that are shown, have the role, and are called so; inside `place` if it is given.
function find(role, pattern, place) {
  const wanted = new RegExp(pattern);
  return [...(place ?? document).querySelectorAll(ROLES[role])]
    .filter((element) => isShown(element) && wanted.test(nameOf(element)));
}

// The nearest around `from` that belongs to the same question: up through its ancestors, until one holds it. An ancestor
// that holds another question's heading as well is too far.
function near(from, role, pattern) {
  for (let place = from.parentElement; place && place !== document.body; place = place.parentElement) {
    const found = find(role, pattern, place);
    if (found.length) return found;
  }
  return [];
}

// The options of a list that popped up: those with these words, or all.
function options(words) {
  return [...document.querySelectorAll("[role=option]")]
    .filter((element) => isShown(element) && (!words || plain(element.textContent) === words));
}

// What a click must land on, given to `done` once it is in view and stands still: a choice is often drawn by its label, and
// a driver that measures while the page still moves clicks beside it.
function target(element, done) {
  const place = element.matches(ROLES.choice) && element.labels?.length ? element.labels[0] : element;
  place.scrollIntoView({ behavior: "instant", block: "center" });
  let last = null;
  const look = () => {
    const { x, y } = place.getBoundingClientRect();
    const now = `${x} ${y}`;
    if (now === last) done(place);
    else {
      last = now;
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

// The answers that a list of questions and answers shows: the text beside the question.
function answerBeside(pattern) {
  const wanted = new RegExp(pattern);
  const row = [...document.querySelectorAll("dt, th[scope=row]")].find((head) => isShown(head) && wanted.test(plain(head.textContent)));
  return row ? plain([...row.parentElement.querySelectorAll("dd, td")].map((cell) => cell.innerText).join(" ")) : null;
}
