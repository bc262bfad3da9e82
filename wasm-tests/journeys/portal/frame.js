// Which page it shows stands in the address: each run has its own.
document.querySelector("care-frame").setAttribute("src", new URLSearchParams(location.search).get("frame"));
// Asked only where the page's configuration says that the portal signs people in.
const person = { issuer: "portal", subject: "a", name: "Made-up a" };
document.querySelector("care-frame").tokenProvider = async ({ again }) => ({ token: again ? "second" : "first", ...person });
await import("../care-frame.js");
