// A portal that knows the home and what it sent last month, which the backend does not know.
const read = async (name) => (await fetch(name)).json();
const { subjects } = await read("subjects.json");
const body = await read("latest.json");
const element = document.getElementById("one");
element.prefill = { subject: subjects[1], latest: [{ receivedAt: body.finishedAt, body }] };
await import("../care-return.js");
