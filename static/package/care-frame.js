// <care-frame src="https://returns.example/embed.html" title="Your returns">: the page Care Returns in a frame, as high as
// it is. For portals that allow a frame only. Messages are taken from the frame's own origin and go to it alone.

class CareFrame extends HTMLElement {
  #stop;

  connectedCallback() {
    const address = new URL(this.getAttribute("src"), document.baseURI);
    const frame = document.createElement("iframe");
    const { signal } = (this.#stop = new AbortController());
    const say = (words) => frame.contentWindow?.postMessage(words, address.origin);
    frame.src = address.href;
    frame.title = this.title || "Care Returns";
    Object.assign(frame.style, { display: "block", width: "100%", height: "40rem", border: "0" });
    frame.addEventListener("load", () => say({ care: "begin" }), { signal });
    const hear = async ({ data, origin, source }) => {
      if (source !== frame.contentWindow || origin !== address.origin) return;
      // A frame can be loaded before it hears: it says when it does.
      if (data?.care === "here") say({ care: "begin" });
      if (data?.care === "size" && data.height > 0) frame.style.height = `${data.height}px`;
      if (data?.care === "sign-in" && this.tokenProvider) {
        try {
          say({ care: "signed-in", told: await this.tokenProvider({ again: data.again === true }) });
        } catch (error) {
          // The page goes on without; what waits for a sign-in waits.
          console.warn(error);
        }
      }
      if (data?.care === "sign-out") this.dispatchEvent(new CustomEvent("care-frame:sign-out", { bubbles: true }));
    };
    addEventListener("message", hear, { signal });
    this.replaceChildren(frame);
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.replaceChildren();
  }
}

if (!customElements.get("care-frame")) customElements.define("care-frame", CareFrame);
export { CareFrame };
