// A portal whose pages are made on its server, in Node and nothing else: node server.mjs [port]. The server knows who is
// signed in, writes what it knows into the page, and takes the finished return at an address of its own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".wasm": "application/wasm" };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

// What a portal has in its own database.
const home = { kind: "location", answers: { location_name: "Larch House", regulated: "yes", cqc_location_id: "9-000000001", service: "2", beds_total: "24" } };
const received = new Map();

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const page = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Your returns – Elmshire Council</title>
    <link rel="stylesheet" href="/examples/council.css">
    <script type="module" src="/examples/server-page.js"></script>
  </head>
  <body>
    <main>
      <h1>Returns of ${escaped(home.answers.location_name)}</h1>
      <p>We have ${received.size} of your returns.</p>
      <care-return backend="/portal" return="capacity-workforce" data-subject="${escaped(JSON.stringify(home))}"></care-return>
    </main>
  </body>
</html>`;

async function take(request, response) {
  let text = "";
  for await (const part of request) text += part;
  const { id } = JSON.parse(text);
  // The same return may come twice: it is held once.
  if (!received.has(id)) received.set(id, { id, reference: `ELM-${received.size + 1}`, receivedAt: new Date().toISOString(), state: "accepted" });
  response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(received.get(id)));
}

createServer(async (request, response) => {
  response.setHeader("Content-Security-Policy", POLICY);
  try {
    const { pathname } = new URL(request.url, "http://portal");
    if (pathname === "/") response.writeHead(200, { "Content-Type": "text/html" }).end(page());
    else if (pathname === "/portal/returns" && request.method === "POST") await take(request, response);
    else {
      const file = join(PACKAGE, normalize(pathname));
      const bytes = await readFile(file);
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    }
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(process.argv[2] ?? 8080), "127.0.0.1", function () {
  console.log(`listening on http://127.0.0.1:${this.address().port}/`);
});
