// Run with --eval, where no script stands among the arguments. For each file named: its sizes, its integrity, and the part of its hash that goes into its name. One JSON line each.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  console.log(JSON.stringify({
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotli.length,
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    nameHash: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
  }));
}
