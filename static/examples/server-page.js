// What the server wrote into the page is given to the element before its class is there.
const element = document.querySelector("care-return");
element.prefill = { subject: JSON.parse(element.dataset.subject) };
await import("../care-return.js");
