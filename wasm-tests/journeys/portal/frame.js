// Which page it shows stands in the address: each run has its own.
document.querySelector("care-frame").setAttribute("src", new URLSearchParams(location.search).get("frame"));
await import("../care-frame.js");
