// npm's json-server as it comes, with two empty lists: node json_server.mjs FOLDER PORT
import { createRequire } from "node:module";
const [folder, port] = process.argv.slice(2);
const jsonServer = createRequire(import.meta.url)(folder);
const server = jsonServer.create();
server.use(jsonServer.defaults({ logger: false, noCors: false }));
server.use(jsonServer.router({ returns: [], inbox: [] }));
const listening = server.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${listening.address().port}`));
