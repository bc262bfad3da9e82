// <care-return>: a return of Care Returns in somebody else's page. The README of the package says how it is used.
//
// Life and forwarding only: what is shown, checked, kept and sent is the module's. All elements of a page share it.
import { init, openWidget } from "./index.js";
import { ATTRIBUTES, STYLES, dress, given, listen, signIn } from "./host.js";

let sheet;

export class CareReturn extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = [...ATTRIBUTES, "heading-level"];
  #root = this.attachShadow({ mode: "open" });
  #form = this.attachInternals();
  #size = new CSSStyleSheet();
  #watch = new MutationObserver(() => dress(this, this.#root));
  #at = "";
  #place; #widget; #listening; #turn;

  connectedCallback() {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet, this.#size];
    this.#begin();
  }

  // One that was only moved is in the page again by now.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === "heading-level") dress(this, this.#root);
    else this.restart();
  }

  // Begins anew, where it is or at its start: with other attributes or properties, or as a person asked for it.
  restart(atStart = true) {
    this.#end();
    if (atStart) this.#at = "";
    this.#begin();
  }

  save = async () => (await this.#widget?.("save")) ?? false;
  finish = () => this.#widget?.("finish") ?? false;
  send = () => this.#widget?.("send");
  lock = async () => (await this.#widget?.("lock")) ?? false;

  async #begin() {
    if (this.#widget || this.#turn) return;
    const turn = (this.#turn = {});
    try {
      // Not at once, so that what is set beside it counts.
      await init();
      if (turn !== this.#turn) return;
      this.#place = document.createElement("div");
      this.#place.className = "care-return";
      this.#root.replaceChildren(this.#place);
      // The size of text that the person chose in the browser, whatever the host makes of it.
      const size = getComputedStyle(this.#place).fontSize;
      this.#size.replaceSync(`.care-return{--cr-rem:var(--care-return-text-size,${size})}`);
      const { signal } = (this.#listening = new AbortController());
      listen(this.#root, () => this.#widget, signal);
      this.#watch.observe(this.#root, { subtree: true, childList: true });
      const all = JSON.stringify(given(this));
      this.#widget = openWidget(this.#place, all, this.#at, this.#host, signIn(this, this.#tell));
    } catch (error) {
      this.#tell("failed", JSON.stringify({ what: "start", message: error.message }));
    }
  }

  #end() {
    this.#turn = undefined;
    this.#listening?.abort();
    this.#watch.disconnect();
    this.#at = this.#widget?.("at") ?? this.#at;
    this.#widget?.("end");
    this.#widget = undefined;
    this.#root.replaceChildren();
  }

  // What the module asks of this side.
  #host = (what, one, two) => {
    if (what === "find") return this.#root.getElementById(one);
    if (what === "focused") return this.#root.activeElement;
    if (what === "anew") return this.restart(one);
    if (what === "take") return this.takeReturn(one, two);
    return this.#tell(one, two);
  };

  #tell = (name, text) => {
    const detail = JSON.parse(text);
    if (name === "submitted") this.#form.setFormValue(detail.reference);
    const told = { detail, bubbles: true, composed: true, cancelable: name === "leaving" };
    return this.dispatchEvent(new CustomEvent(`care-return:${name}`, told));
  };
}

if (!customElements.get("care-return")) customElements.define("care-return", CareReturn);
