// Loads the module, the same two files as the page's, byte for byte: in a page, in a worker and in Node.
import { initSync } from "./module.js";

export { Framework, OpenReturn, loadFramework, openWidget } from "./module.js";

const FIRST = { name: "care-returns.wasm", integrity: "%WASM_INTEGRITY%" };
const REST = { name: "rest.wasm", integrity: "%REST_INTEGRITY%" };

let loading;

async function bytes({ name, integrity }, given) {
  if (given) return given;
  const url = new URL(name, import.meta.url);
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return readFile(url);
  }
  const answer = await fetch(url, { integrity });
  if (!answer.ok) throw new Error(`${name}: status ${answer.status}`);
  return answer.arrayBuffer();
}

async function load(files) {
  const [first, rest] = await Promise.all([bytes(FIRST, files.first), bytes(REST, files.rest)]);
  const exports = initSync({ module: first });
  await WebAssembly.instantiate(rest, { 1: exports });
}

export function init(files = {}) {
  loading ??= load(files).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
