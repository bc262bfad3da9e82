// A portal where somebody is signed in: its tokens go to the widget when it asks.
const person = { issuer: "portal", subject: "a", name: "Made-up a" };
document.getElementById("one").tokenProvider = async ({ again }) => ({ token: again ? "second" : "first", ...person });
await import("../care-return.js");
