// What the module finds wrong in a return: the same wherever it runs.
import { init, loadFramework } from "../index.js";

export async function judge() {
  await init();
  const text = await (await fetch(new URL("../frameworks/asc-england.json", import.meta.url))).text();
  const framework = loadFramework(text);
  const form = framework.openReturn({
    return: "capacity-workforce",
    today: "2026-11-10",
    period: { start: "2026-10-01", end: "2026-10-31" },
    subject: { id: "9-000000001", name: "Larch House", profile: [{ item: "service", text: "2" }, { item: "beds_total", text: "24" }] },
  });
  form.apply({ kind: "set", place: "max_capacity", text: "24" });
  form.apply({ kind: "set", place: "beds_occupied", text: "30" });
  const found = form.findings().map(({ severity, places, message }) => `${severity} ${places[0]}: ${message}`);
  const { accepted, refusals } = framework.validate('{"shape":"return/1"}');
  form.free();
  framework.free();
  return { found, accepted, refusals: refusals.length };
}
