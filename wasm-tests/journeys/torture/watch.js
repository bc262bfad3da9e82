// Tells what the page does, through the console, which the browser writes to its log at once: what is there after a kill
// was said before it. The page itself knows nothing of this.
(() => {
  const SAVED = /^Saved at \d\d:\d\d on this device/;
  const tell = (...words) => console.log(["torture", ...words, ""].join("|"));
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (tables, mode, ...rest) {
    const transaction = begin.call(this, tables, mode, ...rest);
    if (mode === "readwrite") {
      tell("begun");
      transaction.addEventListener("complete", () => tell("complete"));
      transaction.addEventListener("abort", () => tell("aborted"));
    }
    return transaction;
  };
  addEventListener("input", ({ target }) => {
    tell("typed", Date.now(), target.id, target.value);
    if (window.tortureSpoil) setTimeout(lie);
  }, true);
  // Only what is newly said counts: what stands there from before says nothing of what is typed since.
  new MutationObserver((records) => {
    const says = (node) => SAVED.test(node.textContent.trim());
    if (!records.some(({ addedNodes }) => [...addedNodes].some(says))) return;
    for (const { id, value } of document.querySelectorAll("main input[type=text]")) tell("saved", id, value);
  }).observe(document, { subtree: true, childList: true });
  // The page of a finished return says how it stands: from then on it counts as finished.
  let finished;
  new MutationObserver(() => {
    const [, id] = /^#\/done\/(.+)$/.exec(location.hash) ?? [];
    if (!id || id === finished || !document.querySelector("main [data-state]")) return;
    finished = id;
    tell("finished", id);
  }).observe(document, { subtree: true, childList: true, attributes: true });
  // Says "saved" before anything is written, as a page does that does not wait for the store.
  function lie() {
    const line = document.querySelector("main p.saved");
    line?.replaceChildren("Saved at 00:00 on this device");
  }
})();
