// What the package's README says is done, word by word, in an empty folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

const folder = process.env.CARE_PACKAGE;

function inAnEmptyFolder(then) {
  const empty = mkdtempSync(join(tmpdir(), "care-returns-package-"));
  try {
    const run = (program, ...words) => execFileSync(program, words, { cwd: empty, encoding: "utf8", stdio: "pipe" });
    // What npm would fetch by its name is packed as it would be published.
    const packed = run("npm", "pack", "--silent", folder).trim();
    run("npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", `./${packed}`);
    then(empty, run);
  } finally {
    rmSync(empty, { recursive: true });
  }
}

test("the quick start runs", () => {
  inAnEmptyFolder((empty, run) => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const [, start] = readme.match(/```js\n([\s\S]*?)```/);
    writeFileSync(join(empty, "start.mjs"), start);
    const lines = run("node", "start.mjs").trim().split("\n");
    assert.ok(lines.some((line) => line.startsWith("error beds_occupied ")), lines.join("\n"));
    assert.match(lines.at(-1), /^false [1-9]/);
  });
});

test("the types are right for a strict compiler, and refuse what is not there", () => {
  inAnEmptyFolder((empty, run) => {
    const source = readFileSync(new URL("types.ts", import.meta.url), "utf8");
    writeFileSync(join(empty, "types.mts"), source);
    const compile = () =>
      run("node", process.env.CARE_TSC, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "types.mts");
    compile();
    writeFileSync(join(empty, "types.mts"), `${source}\nform.apply({ kind: "set", plaice: "x" });\n`);
    assert.throws(compile, ({ stdout }) => /plaice/.test(stdout));
  });
});
