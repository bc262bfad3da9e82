// The script that signs in, in a browser made of the few things that it asks for: what it makes of what an issuer sends.
// The argument is the script's address. Prints each case that went otherwise, and ends with 1 if there was one.
import { webcrypto } from "node:crypto";

const { open } = await import(process.argv[2]);
const ISSUER = "https://id.example";
const CONFIG = JSON.stringify({ kind: "oidc", issuer: ISSUER, clientId: "care", redirect: "./" });
const PENDING = "care-returns-sign-in";
const FOUND = { issuer: ISSUER, authorization_endpoint: `${ISSUER}/auth`, token_endpoint: `${ISSUER}/token` };
const NOW = Math.floor(Date.now() / 1000);
const RIGHT = { iss: ISSUER, aud: "care", sub: "a", nonce: "n", exp: NOW + 60, name: "Made-up ä" };

let wrong = 0;
function expect(about, is, wanted) {
  if (JSON.stringify(is) === JSON.stringify(wanted)) return;
  wrong += 1;
  console.log(`${about}: ${JSON.stringify(is)} and not ${JSON.stringify(wanted)}`);
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

// A browser that has come to an address, with what it was to remember, and an issuer that answers so.
function browser({ search = "", pending, found = FOUND, token = RIGHT, given = {} }) {
  const kept = new Map(pending ? [[PENDING, JSON.stringify(pending)]] : []);
  const seen = { calls: [], address: "", kept, listeners: {} };
  let leave;
  seen.left = new Promise((done) => (leave = done));
  const globals = {
    document: { baseURI: "https://page.example/app/", dispatchEvent: (event) => seen.listeners[event.type]?.(event) },
    location: { search, hash: "#/draft/d/beds", pathname: "/app/", assign: (to) => leave(String(to)) },
    history: { replaceState: (state, title, to) => (seen.address = to) },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) },
    addEventListener: (kind, act) => (seen.listeners[kind] = act),
    console: { ...console, warn: () => {} },
    fetch: async (address, { body } = {}) => {
      seen.calls.push([String(address), body && Object.fromEntries(body)]);
      const answer = String(address).endsWith("/token") ? { token_type: "Bearer", access_token: "t", id_token: `x.${part(token)}.y`, ...given } : found;
      return { ok: true, status: 200, json: async () => answer };
    },
  };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return seen;
}

const back = { state: "s", nonce: "n", code_verifier: "v", route: "#/draft/d/beds/q3" };

// What the page is told after coming back.
async function told(about) {
  const seen = browser({ search: "?code=c&state=s&iss=https%3A%2F%2Fid.example", pending: back, ...about });
  const words = await new Promise((done) => open(CONFIG, (text) => done(JSON.parse(text))));
  return { words, seen };
}

{
  const { words, seen } = await told({});
  expect("who it is", words, { token: "t", issuer: ISSUER, subject: "a", name: "Made-up ä" });
  expect("the page's address again, before anything else", seen.address, "/app/#/draft/d/beds/q3");
  expect("nothing is left", seen.kept.size, 0);
  expect("the code is changed for a token with what only this page knows", seen.calls[1], [
    `${ISSUER}/token`,
    { grant_type: "authorization_code", code: "c", redirect_uri: "https://page.example/app/", client_id: "care", code_verifier: "v" },
  ]);
}
for (const [about, change] of [
  ["another issuer", { iss: "https://other.example" }],
  ["for another page", { aud: "other" }],
  ["for two, and the other's", { aud: ["care", "other"], azp: "other" }],
  ["for two, and nobody's", { aud: ["care", "other"] }],
  ["of another redirect", { nonce: "m" }],
  ["ended long ago", { exp: NOW - 3600 }],
  ["nobody's", { sub: "" }],
]) {
  const { words } = await told({ token: { ...RIGHT, ...change } });
  expect(about, words, { failed: "refused" });
}
{
  const { words } = await told({ token: { ...RIGHT, aud: ["care", "other"], azp: "care" } });
  expect("for two, and this page's", words.subject, "a");
}
for (const [about, change] of [
  ["a discovery document of another issuer", { found: { ...FOUND, issuer: "https://other.example" } }],
  ["a token of another kind", { given: { token_type: "DPoP" } }],
  ["no ID token", { given: { id_token: undefined } }],
]) {
  const { words } = await told(change);
  expect(about, words, { failed: "refused" });
}
for (const [about, change] of [
  ["another state", { pending: { ...back, state: "other" } }],
  ["nothing was asked for", { pending: undefined }],
  ["another issuer's answer", { search: "?code=c&state=s&iss=https%3A%2F%2Fother.example" }],
  ["an error", { search: "?error=access_denied&state=s" }],
]) {
  const { words, seen } = await told(change);
  expect(about, words, { failed: "refused" });
  expect(`${about}: no code is used`, seen.calls, []);
  expect(`${about}: it is out of the address`, seen.address.includes("?"), false);
}
{
  Object.defineProperty(globalThis, "crypto", { value: webcrypto, configurable: true });
  const seen = browser({});
  const script = open(CONFIG, () => {});
  const place = { id: "q3", closest: () => ({}) };
  seen.listeners.focusin({ target: place });
  script.begin(true);
  const asked = Object.fromEntries(new URL(await seen.left).searchParams);
  const pending = JSON.parse(seen.kept.get(PENDING));
  expect("what is kept", Object.keys(pending), ["state", "nonce", "code_verifier", "route"]);
  expect("the question to come back to", pending.route, "#/draft/d/beds/q3");
  const hash = await webcrypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.code_verifier));
  const { state, nonce } = pending;
  expect("what is asked", asked, {
    response_type: "code", client_id: "care", redirect_uri: "https://page.example/app/", scope: "openid", state, nonce,
    code_challenge: Buffer.from(hash).toString("base64url"), code_challenge_method: "S256", prompt: "login",
  });
  expect("each is asked with its own", new Set([state, nonce, pending.code_verifier]).size, 3);
}
{
  const seen = browser({});
  const asked = [];
  const told = [];
  const answer = ({ detail }) => {
    asked.push(detail.again);
    detail.give({ token: asked.length < 4 ? "first" : "second" });
  };
  const byItself = new Promise((done) => {
    seen.listeners["care-returns:sign-in"] = (event) => done(answer(event));
  });
  const host = open(JSON.stringify({ kind: "bearer" }), (text) => told.push(JSON.parse(text).token));
  await byItself;
  expect("the page around is asked by itself", [asked, told], [[false], ["first"]]);
  host.begin();
  host.ended();
  expect("a token that was refused is not taken again", [asked, told], [[false, true, true], ["first", "first"]]);
  host.ended();
  expect("another is", told, ["first", "first", "second"]);
}
console.log(wrong === 0 ? "all as it should be" : `${wrong} went otherwise`);
process.exit(wrong === 0 ? 0 : 1);
