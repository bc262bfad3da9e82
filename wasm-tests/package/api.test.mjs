// The package in Node: what it gives, what it refuses, and that it is the page's module byte for byte.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "node:test";
import { DOCUMENT, fill, finishing, home, options, set } from "./home.mjs";

const folder = process.env.CARE_PACKAGE;
const dist = process.env.CARE_DIST;
const { init, loadFramework } = await import(pathToFileURL(join(folder, "index.js")));
await init();

function thrown(what) {
  try {
    what();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

function leaves(value) {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

test("the module is the page's, byte for byte", () => {
  const hash = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
  for (const [name, start] of [["care-returns.wasm", "care-returns-"], ["rest.wasm", "rest-"]]) {
    const page = readdirSync(dist).find((file) => file.startsWith(start) && file.endsWith(".wasm"));
    assert.equal(hash(join(folder, name)), hash(join(dist, page)));
  }
});

test("a return is filled, finished and judged", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  assert.equal(thrown(() => form.finish(finishing)).code, "not-finished");
  fill(form);
  assert.deepEqual(form.findings(), []);
  const posted = form.finish(finishing);
  assert.deepEqual(framework.validate(posted), { accepted: true, refusals: [] });
  const [whole] = form.completeness();
  assert.equal(whole.asked, whole.given);
  const forged = JSON.parse(posted);
  forged.answers.beds_occupied.value = 25;
  const verdict = framework.validate(JSON.stringify(forged));
  assert.equal(verdict.accepted, false);
  assert.ok(verdict.refusals.every(({ pointer, detail }) => pointer.startsWith("/") && detail.length > 0));
});

test("numbers cross as their digits and dates as ISO dates, never as floats", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  fill(form);
  assert.equal(form.question("hours_paid").answer.value, "640.5");
  assert.equal(form.question("outbreak").answer.value, false);
  assert.deepEqual(form.question("beds_unavail_why").answer.value, home.answers.beds_unavail_why);
  const numbers = leaves(form.view()).filter((leaf) => typeof leaf === "number");
  assert.ok(numbers.every(Number.isInteger));
  const council = framework.describe().lists.find(({ id }) => id === "council");
  for (const { until } of council.codes) if (until !== undefined) assert.match(until, /^\d{4}-\d{2}-\d{2}$/);
});

test("a warning is passed with a reason, and taken back", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  fill(form);
  form.apply(set("vac_by_type/dementia-residential/capacity", "11"));
  const warning = form.findings().find(({ severity, passable }) => severity === "warning" && passable);
  assert.ok(warning, "the figures were meant to be unusual");
  form.apply({ kind: "pass", check: warning.check, note: "Counted twice" });
  const now = () => form.findings().find(({ check }) => check === warning.check);
  assert.equal(now().passed, true);
  form.apply({ kind: "take-back-pass", check: warning.check });
  assert.equal(now().passed, false);
  form.undo();
  assert.equal(now().passed, true);
});

test("a draft goes on where it was left", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  fill(form);
  const draft = form.draft("d1", "2026-11-10T08:00:00Z");
  const again = framework.openReturn({ ...options, draft });
  assert.equal(again.finish(finishing), form.finish(finishing));
});

test("an answer that the host gives is marked as the host's", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  form.apply({ ...set("max_capacity", "24"), origin: "host" });
  assert.equal(form.question("max_capacity").answer.origin, "host");
});

test("errors have a name and a code that stay", () => {
  const framework = loadFramework(DOCUMENT);
  const form = framework.openReturn(options);
  const cases = [
    ["framework-problems", () => loadFramework("{}")],
    ["no-such-return", () => framework.openReturn({ ...options, return: "nothing" })],
    ["bad-argument", () => framework.openReturn({ ...options, today: "10/11/2026" })],
    ["bad-argument", () => framework.openReturn(7)],
    ["bad-argument", () => framework.openReturn({ __proto__: { return: 5 } })],
    ["bad-draft", () => framework.openReturn({ ...options, draft: "[]" })],
    ["bad-edit", () => form.apply(set("nowhere", "1"))],
    ["bad-argument", () => form.apply({ kind: "nothing" })],
    ["list-problems", () => framework.takeList("{}")],
    ["not-finished", () => form.finish(finishing)],
  ];
  for (const [code, what] of cases) {
    const error = thrown(what);
    assert.ok(error instanceof Error);
    assert.equal(error.name, "CareReturnsError");
    assert.equal(error.code, code);
    assert.ok(error.message.length > 10);
  }
  assert.ok(thrown(() => loadFramework("{}")).details.length > 3);
  assert.equal(form.question("nowhere"), undefined);
});

test("opened and closed 10,000 times, the module's memory does not grow", async (t) => {
  const { initSync } = await import(pathToFileURL(join(folder, "module.js")));
  const { memory } = initSync();
  const framework = loadFramework(DOCUMENT);
  const once = () => {
    const form = framework.openReturn(options);
    form.apply(set("beds_occupied", "20"));
    form.findings();
    form.free();
  };
  for (let at = 0; at < 1000; at += 1) once();
  const before = memory.buffer.byteLength;
  for (let at = 0; at < 10_000; at += 1) once();
  t.diagnostic(`measured: ${before} bytes after 1,000 times, ${memory.buffer.byteLength} after 11,000`);
  assert.equal(memory.buffer.byteLength, before);
});
