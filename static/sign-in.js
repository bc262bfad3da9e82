// Signs people in: by OpenID Connect, or with a token that the page around gives. Loaded only where config.json asks for it.
//
// OpenID Connect: authorisation code with PKCE, by redirect. What must outlive the redirect (state, nonce, code_verifier
// and the page to come back to) is in sessionStorage until it is used. The token goes to the one who asked and is kept
// nowhere. The ID token comes straight from the token endpoint over TLS, which stands in the place of checking its signature
// (OpenID Connect Core 1.0, section 3.1.3.7, point 6); its other claims are checked.

const PENDING = "care-returns-sign-in";
// The parts of an address that an issuer sends back.
const ANSWER = ["code", "state", "iss", "error", "error_description", "error_uri", "session_state", "scope"];
// How far a device's clock may be wrong, in milliseconds.
const CLOCK = 5 * 60_000;
// The longest that a timer can wait.
const LONGEST = 2 ** 31 - 1;

// Says why it failed, so that the page can: the line, or the issuer.
class Refused extends Error {}

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function claims(token) {
  const [, payload] = token.split(".");
  const text = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
}

async function json(address, init) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit", redirect: "error", ...init });
  if (answer.status >= 500) throw new Error(`status ${answer.status}`);
  if (!answer.ok) throw new Refused(`status ${answer.status}`);
  return answer.json();
}

// The issuer's own words on itself.
async function discover(issuer) {
  const found = await json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (found.issuer !== issuer) throw new Refused("another issuer");
  return found;
}

// The claims that say who it is, if the ID token is one for this page, from this issuer, and for this redirect.
function checked(token, { issuer, clientId }, nonce) {
  const said = claims(token);
  const audience = [said.aud].flat();
  const ours = audience.includes(clientId) && (audience.length === 1 || said.azp === clientId);
  const fresh = said.exp * 1000 + CLOCK > Date.now();
  if (said.iss !== issuer || !ours || said.nonce !== nonce || !fresh || !said.sub) throw new Refused("ID token");
  return said;
}

// The page, and on it the question that one was at.
function here(question) {
  const [page, draft, section] = location.hash.replace(/^#\//, "").split("/");
  return page === "draft" && section && question ? `#/draft/${draft}/${section}/${question}` : location.hash;
}

function openId(config, tell) {
  const { issuer, clientId, scope = "openid", redirect = "./", resource } = config;
  const address = new URL(redirect, document.baseURI).href;
  let question = "";
  let timer;

  // A question's place has an id by which the page's own links lead there.
  addEventListener("focusin", ({ target }) => {
    const asked = target.closest("[data-question]");
    if (asked) question = /^[qt]\d/.test(target.id) ? target.id : (asked.querySelector("[id^=q],[id^=t]")?.id ?? "");
  });

  async function finish({ code, pending }) {
    const found = await discover(issuer);
    const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: address, client_id: clientId, code_verifier: pending.code_verifier });
    if (resource) body.set("resource", resource);
    const given = await json(found.token_endpoint, { method: "POST", body });
    if (given.token_type?.toLowerCase() !== "bearer" || !given.id_token) throw new Refused("token");
    const said = checked(given.id_token, config, pending.nonce);
    const expires = given.expires_in ? Date.now() + given.expires_in * 1000 : undefined;
    if (expires) timer = setTimeout(() => tell({ ended: "expired" }), Math.min(expires - Date.now(), LONGEST));
    const name = said.name ?? said.preferred_username ?? said.email;
    tell({ token: given.access_token, issuer, subject: said.sub, name, expires });
  }

  // What an issuer sent back: used once, and out of the address before anything else looks at it.
  function takeBack() {
    const search = new URLSearchParams(location.search);
    const [state, code, from, error] = ["state", "code", "iss", "error"].map((part) => search.get(part));
    if (!state || !(code || error)) return;
    const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "{}");
    sessionStorage.removeItem(PENDING);
    for (const part of ANSWER) search.delete(part);
    const rest = `${search}` && `?${search}`;
    history.replaceState(null, "", location.pathname + rest + (pending.route ?? ""));
    // An answer that was not asked for here is nobody's sign-in.
    if (pending.state !== state || (from && from !== issuer) || !code) {
      failed(new Refused(error ?? "state"));
      return;
    }
    finish({ code, pending }).catch(failed);
  }

  function failed(error) {
    console.warn(error);
    // Not at once: who opens this must have it first.
    setTimeout(tell, 0, { failed: error instanceof Refused ? "refused" : "no-line" });
  }

  async function begin(fresh) {
    const found = await discover(issuer);
    const pending = { state: random(), nonce: random(), code_verifier: random(), route: here(question) };
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.code_verifier));
    const asked = new URL(found.authorization_endpoint);
    const parts = { response_type: "code", client_id: clientId, redirect_uri: address, scope, state: pending.state, nonce: pending.nonce, code_challenge: base64url(hash), code_challenge_method: "S256" };
    if (resource) parts.resource = resource;
    if (fresh) parts.prompt = "login";
    for (const [name, value] of Object.entries(parts)) asked.searchParams.set(name, value);
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    location.assign(asked);
  }

  takeBack();
  return { begin: (fresh) => void begin(fresh).catch(failed), ended: () => clearTimeout(timer), out: () => clearTimeout(timer) };
}

// The page around gives the token when it is asked for one, by an event, and again whenever it has a newer one.
function host(tell) {
  let last;
  let timer;
  const ask = (again, refused) => {
    const give = (told) => {
      // The token that was refused would be refused again.
      if (refused && told.token === refused) return;
      last = told.token;
      clearTimeout(timer);
      if (told.expires) timer = setTimeout(() => tell({ ended: "expired" }), Math.min(told.expires - Date.now(), LONGEST));
      tell(told);
    };
    document.dispatchEvent(new CustomEvent("care-returns:sign-in", { detail: { again, give } }));
  };
  const out = () => {
    last = undefined;
    clearTimeout(timer);
    document.dispatchEvent(new CustomEvent("care-returns:sign-out"));
  };
  setTimeout(ask, 0, false);
  return { begin: () => ask(true), ended: () => ask(true, last), out };
}

// Opens the sign-in that the configuration names. `told` is called with JSON: who is signed in, that nobody is any more, or
// why nobody could.
export function open(text, told) {
  const config = JSON.parse(text);
  const tell = (words) => told(JSON.stringify(words));
  return config.kind === "bearer" ? host(tell) : openId(config, tell);
}
