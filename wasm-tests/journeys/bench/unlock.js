// Runs in the page, under the driver, while it is locked. Unlocks and locks it again and again, and times each from the
// press to the moment at which the page says who uses it. Answers with milliseconds.
const [pin, wanted, done] = arguments;

function there(selector) {
  return new Promise((found) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (!element) return;
      observer.disconnect();
      found(element);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true });
    look();
  });
}

(async () => {
  const times = [];
  for (;;) {
    const box = await there("#unlock-secret");
    box.value = pin;
    const from = performance.now();
    box.form.requestSubmit();
    const lock = await there(".in-use button");
    times.push(performance.now() - from);
    if (times.length === wanted) break;
    lock.click();
  }
  done(times);
})();
