// What a host's page can see of a widget: its events, and what was there before it came.
globalThis.careEvents = [];
for (const name of ["ready", "changed", "saved", "submitted", "failed", "leaving"]) {
  document.addEventListener(`care-return:${name}`, ({ type, detail, target }) => careEvents.push({ type, detail, at: target.id }));
}
const own = (names) => [...names].sort().join(" ");
// What a driver and the accessibility rules leave behind is not the widget's.
globalThis.careHost = () => ({
  address: location.href,
  title: document.title,
  entries: history.length,
  state: history.state,
  globals: own(Object.getOwnPropertyNames(globalThis).filter((name) => !/^(careJourney|axe$|ret_nodes|__core-js|se_|\d|.*cdc_)/.test(name))),
  local: own(Object.keys(localStorage)),
  session: own(Object.keys(sessionStorage)),
  cookies: document.cookie,
  styles: document.styleSheets.length + document.adoptedStyleSheets.length,
  head: document.head.children.length,
  body: document.body.children.length,
});
localStorage.setItem("portal", "its own");
globalThis.careBefore = null;
globalThis.careBefore = careHost();
