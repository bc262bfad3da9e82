// Run with --eval, where no script stands among the arguments. For each file named: its integrity, and the part of its hash that goes into its name. One JSON line each.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  console.log(JSON.stringify({
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    nameHash: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
  }));
}
