// Runs in the page, under the driver, on a form of many questions. Times each keystroke, from the event to the end of the
// layout that it makes, once all that the way to its box has brought is drawn; and each drawing of the form, from the press
// to the frame in which it is there, and until all of its questions are. Answers with lists of milliseconds.
const [keystrokes, drawings, questions, done] = arguments;
const channel = new MessageChannel();
// Behind all that the page still does about an event.
const settled = () =>
  new Promise((go) => {
    channel.port1.onmessage = go;
    channel.port2.postMessage(null);
  });
const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
const idle = () => new Promise((go) => requestIdleCallback(() => go()));
const asked = () => document.querySelectorAll(".asked").length;
const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
const again = () => [...document.querySelectorAll("button")].find((one) => one.textContent === "Empty this form");

async function type(box, text) {
  const from = performance.now();
  set.call(box, text);
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
  document.body.getBoundingClientRect();
  return performance.now() - from;
}

async function draw() {
  const last = document.querySelector(".asked");
  const from = performance.now();
  again().click();
  while (last.isConnected || !document.querySelector(".asked")) await settled();
  await frame();
  const there = performance.now() - from;
  while (asked() < questions) await settled();
  return [there, performance.now() - from];
}

async function run() {
  const typed = [];
  const drawn = [];
  while (asked() < questions) await settled();
  const boxes = document.querySelectorAll(".asked input[type=text]");
  for (let at = 0; at < keystrokes; at += 1) {
    const box = boxes[(at * 37) % boxes.length];
    box.focus();
    await frame();
    await frame();
    await idle();
    typed.push(await type(box, String((at * 7) % 900)));
  }
  for (let at = 0; at < drawings; at += 1) drawn.push(await draw());
  return { typed, drawn: drawn.map(([there]) => there), whole: drawn.map(([, whole]) => whole), questions: asked() };
}
run().then(done, (reason) => done(String(reason)));
