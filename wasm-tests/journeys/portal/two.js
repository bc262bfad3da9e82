// Two homes, side by side. What the portal knows of them is set before the element's class is there.
const { subjects } = await (await fetch("subjects.json")).json();
for (const [at, id] of ["one", "two"].entries()) {
  const element = document.getElementById(id);
  element.prefill = { subject: subjects[at], answers: { max_capacity: "17", notes: "Known to the portal" } };
  element.setAttribute("subject", subjects[at].answers.cqc_location_id);
}
await import("../care-return.js");
