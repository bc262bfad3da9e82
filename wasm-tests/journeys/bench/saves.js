// Runs in the page, under the driver. Types a number again and again and times each save: from the call of the timer that
// the page saves by, so that writing the draft down counts, to the end of the transaction. Answers with milliseconds.
const [wanted, done] = arguments;
const PAUSE = 300;
const times = [];
let begun;

const setTimer = window.setTimeout;
window.setTimeout = (act, pause, ...rest) =>
  setTimer(
    pause === PAUSE
      ? () => {
          begun = performance.now();
          act();
        }
      : act,
    pause,
    ...rest,
  );

const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (tables, mode, ...rest) {
  const transaction = begin.call(this, tables, mode, ...rest);
  if (mode === "readwrite" && begun !== undefined) {
    const from = begun;
    begun = undefined;
    transaction.addEventListener("complete", () => {
      times.push(performance.now() - from);
      // Apart from the save, so that what the page shows after it is done.
      setTimer(type, 20);
    });
  }
  return transaction;
};

const box = document.querySelector("main input[type=text]");
const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
function type() {
  if (times.length === wanted) {
    window.setTimeout = setTimer;
    IDBDatabase.prototype.transaction = begin;
    done(times);
    return;
  }
  set.call(box, String(100 + times.length));
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
type();
