// Runs in the page, under the driver. Once the page rests, answers the notes of the module, a digit for each function: 1
// for one that ran. It rests when nothing has come from the network and nothing has changed on it for a second, so that
// what a page does by itself while the rest of the module is on its way is among the notes.
const [begin, count, done] = arguments;
const QUIET = 1000;

function resting() {
  return new Promise((rest) => {
    let timer = setTimeout(end, QUIET);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(end, QUIET);
    };
    const network = new PerformanceObserver(again);
    const page = new MutationObserver(again);
    function end() {
      network.disconnect();
      page.disconnect();
      rest();
    }
    network.observe({ type: "resource" });
    page.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

async function notes() {
  await resting();
  const glue = document.querySelector('script[type="module"][src*="care-returns-"]').src;
  // The module is there already: asked again, the glue gives what it exports.
  const { memory } = await (await import(glue)).default();
  return Array.from(new Uint8Array(memory.buffer, begin, count)).join("");
}

notes().then(done, (error) => done(String(error)));
