// The files of the package and of the static folder, as a server or a CDN would have them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import test from "node:test";

const folder = process.env.CARE_PACKAGE;
const served = join(folder, "..", "static");
const files = (of) => readdirSync(of, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(of.length + 1));

test("the integrity of every file of the package is told", () => {
  const told = JSON.parse(readFileSync(join(folder, "integrity.json"), "utf8"));
  const names = files(folder).filter((name) => name !== "integrity.json");
  assert.ok(names.length > 20 && names.includes("care-return.js"), names.join());
  assert.deepEqual(Object.keys(told).sort(), names.sort());
  for (const name of names) {
    const hash = createHash("sha384").update(readFileSync(join(folder, name))).digest("base64");
    assert.equal(told[name], `sha384-${hash}`, name);
  }
});

test("what a server sends is packed beside each file, and unpacks to it", () => {
  const names = files(served);
  const plain = names.filter((name) => !/\.(br|gz|png)$/.test(name));
  assert.ok(plain.length > 20, plain.join());
  for (const name of plain) {
    const bytes = readFileSync(join(served, name));
    assert.ok(brotliDecompressSync(readFileSync(join(served, `${name}.br`))).equals(bytes), name);
    assert.ok(gunzipSync(readFileSync(join(served, `${name}.gz`))).equals(bytes), name);
  }
});

test("only a file that is named by its content is kept for good", () => {
  const { files: told } = JSON.parse(readFileSync(join(served, "..", "headers.json"), "utf8"));
  let kept = 0;
  for (const name of files(served).filter((name) => !/\.(br|gz)$/.test(name))) {
    const [, hash] = /-([0-9a-f]{16})\.\w+$/.exec(name) ?? [];
    const wanted = hash ? "public, max-age=31536000, immutable" : "no-cache";
    assert.equal(told[`/${name}`]?.["Cache-Control"], wanted, name);
    if (!hash) continue;
    kept += 1;
    const is = createHash("sha256").update(readFileSync(join(served, name))).digest("hex");
    assert.ok(is.startsWith(hash), name);
  }
  assert.ok(kept > 8, `${kept} files`);
});
