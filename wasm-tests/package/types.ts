// Compiled and not run: each call of the package as a program in TypeScript would write it.
import {
  init,
  loadFramework,
  type CareReturnsError,
  type ChangesShown,
  type CompletenessShown,
  type FindingShown,
  type Framework,
  type FrameworkDescribed,
  type OpenReturn,
  type QuestionShown,
  type ReturnShown,
  type VerdictShown,
} from "care-returns";

import { CareReturn, type HostToken } from "care-returns/care-return.js";

await init();
const framework: Framework = loadFramework("{}");
const wanted: string[] = framework.listsWanted();
for (const file of wanted) framework.takeList(file);
const told: FrameworkDescribed = framework.describe();
const form: OpenReturn = framework.openReturn({
  return: told.returns[0].id,
  today: "2026-11-10",
  period: { start: "2026-10-01", end: "2026-10-31" },
  subject: { id: "9-000000001", name: "Larch House", profile: [{ item: "service", text: "2" }] },
});
const changes: ChangesShown = form.apply({ kind: "set", place: "beds_occupied", text: "20" });
form.apply({ kind: "set", place: "beds_occupied", missing: "not-known" });
form.apply({ kind: "set", place: "beds_unavail_why", codes: ["staffing"] });
form.apply({ kind: "add-row", table: "rows", row: "r1" });
form.apply({ kind: "nil", reason: "none" });
form.apply({ kind: "unchanged", unchanged: true });
form.apply({ kind: "pass", check: "occupied-fits", note: "As counted" });
form.undo();
const view: ReturnShown = form.view();
const question: QuestionShown | undefined = form.question(changes.places[0]);
const value: string | boolean | string[] | undefined = question?.answer.value;
const findings: FindingShown[] = form.findings();
const whole: CompletenessShown[] = form.completeness();
const draft: string = form.draft("id", "2026-11-10T09:00:00Z");
const posted: string = form.finish({ id: "id", at: "2026-11-10T09:00:00Z", filer: [{ item: "filer_name", text: "A" }] });
const verdict: VerdictShown = framework.validate(posted, { latest: posted });
const code: CareReturnsError["code"] = "bad-edit";
console.log(view.title, value, findings.length, whole.length, draft, verdict.accepted, code);

const element: CareReturn = document.createElement("care-return");
element.prefill = { subject: { kind: "location", answers: { location_name: "A" } }, answers: { notes: "b" } };
element.tokenProvider = async ({ again }): Promise<HostToken> => ({ token: again ? "b" : "a" });
element.takeReturn = async (id, text) => ({ id, reference: text.slice(0, 1) });
const kept: boolean = await element.save();
element.restart(kept && element.finish());
element.addEventListener("care-return:submitted", ({ detail }) => console.log(detail.reference));
