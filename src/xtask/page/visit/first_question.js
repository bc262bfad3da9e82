// Runs in the page, under the driver. Goes from the start page to the first question as a person would: at each page by
// the control that the page marks with `data-onward`. Answers how far it came, what stands on the page, and
// when it was, in milliseconds since 1970; the driver's own limit ends a page that never does.
const done = arguments[arguments.length - 1];
const pressed = new Set();

function look() {
  if (!document.getElementById("boot-failed").hidden) {
    finish(`failed: ${document.getElementById("boot-failed").textContent}`);
    return;
  }
  if (!document.getElementById("boot").hidden) return;
  if (document.querySelector("[data-question]")) {
    finish("the first question");
    return;
  }
  const onward = document.querySelector("[data-onward]");
  if (!onward) {
    // A page that marks neither is one that has no question yet.
    const heading = document.querySelector("#boot ~ * h1");
    if (heading) finish(`the page "${heading.textContent}", which has no way to a question`);
    return;
  }
  if (!pressed.has(onward)) {
    pressed.add(onward);
    onward.click();
  }
}

function finish(reached) {
  observer.disconnect();
  // Where the page itself marked the moment, that is when it was: this script comes later.
  const [marked] = performance.getEntriesByName("question");
  done({ reached, words: document.body.innerText, at: performance.timeOrigin + (marked ?? performance.mark("now")).startTime });
}

const observer = new MutationObserver(look);
observer.observe(document, { subtree: true, childList: true, attributes: true });
look();
