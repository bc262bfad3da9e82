// The module without a widget: in the page itself, and in a worker of the portal's.
import { judge } from "./judge.js";

const policy = globalThis.trustedTypes?.createPolicy("care-returns", { createScriptURL: (url) => url });
const worker = new Worker(policy ? policy.createScriptURL("worker.js") : "worker.js", { type: "module" });
globalThis.careJudged = {};
worker.onmessage = ({ data }) => (careJudged.worker = data);
worker.onerror = ({ message }) => (careJudged.worker = message);
careJudged.page = await judge();
