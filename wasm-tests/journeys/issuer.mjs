// An issuer for the journeys: npm's certified oidc-provider, with two made-up people and a page that asks which one it is.
// Arguments: the package's folder, the port, the page's address, the tokens' key.
import { createSecretKey } from "node:crypto";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, port, page, secret] = process.argv.slice(2);
// For how long a token lives from now on; a journey says otherwise by POST /test/seconds/N.
let seconds = 3600;
const { default: Provider } = await import(pathToFileURL(join(folder, "lib", "index.js")));
// Its notes on being no real issuer are known.
console.info = console.warn = () => {};
const PEOPLE = ["a", "b"];
const CLIENT = "care-returns";
const BACKEND = "urn:care-receiver";

const key = createSecretKey(Buffer.from(secret));
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: CLIENT, redirect_uris: [page], token_endpoint_auth_method: "none", grant_types: ["authorization_code"], response_types: ["code"] }],
  clientBasedCORS: () => true,
  cookies: { keys: [secret] },
  claims: { openid: ["sub"], profile: ["name"] },
  conformIdTokenClaims: false,
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Made-up ${id}` }) }),
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  // Who signs in agrees to what the page asks for.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    grant.addResourceScope(BACKEND, "returns");
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => BACKEND,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: "returns", audience: BACKEND, accessTokenTTL: seconds, accessTokenFormat: "jwt", jwt: { sign: { alg: "HS256", key } } }),
    },
  },
});

async function ask(request, response, path) {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method === "POST") {
    const accountId = path.split("/").at(-1);
    await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
    return;
  }
  const buttons = PEOPLE.map((person) => `<form method="post" action="/interaction/${uid}/${person}"><button>Sign in as ${person}</button></form>`);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="en"><title>Issuer</title><link rel="icon" href="data:,"><main><h1>Who are you?</h1>${buttons.join("")}</main></html>`);
}

const serve = provider.callback();
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, provider.issuer);
  if (request.method === "POST" && pathname.startsWith("/test/seconds/")) {
    seconds = Number(pathname.split("/").at(-1));
    response.statusCode = 204;
    response.end();
    return;
  }
  if (!pathname.startsWith("/interaction/")) return void serve(request, response);
  ask(request, response, pathname).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});
server.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${provider.issuer}`));
