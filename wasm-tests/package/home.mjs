// A made-up home's month, filled in through the package.
import { readFileSync } from "node:fs";

const fixtures = new URL("../fixtures/returns/", import.meta.url);

export const home = JSON.parse(readFileSync(new URL("01-care-home.json", fixtures), "utf8"));

export const DOCUMENT = readFileSync(new URL("../../static/frameworks/asc-england.json", import.meta.url), "utf8");

export const options = {
  return: "capacity-workforce",
  today: home.filedOn,
  period: { start: "2026-10-01", end: "2026-10-31" },
  subject: {
    id: "9-000000001",
    name: "Larch House",
    profile: Object.entries(home.subject).map(([item, text]) => ({ item, text })),
  },
};

export const finishing = { id: "11111111-2222-4333-8444-555555555555", at: "2026-11-10T09:00:00Z" };

export function set(place, answer) {
  return Array.isArray(answer) ? { kind: "set", place, codes: answer } : { kind: "set", place, text: answer };
}

export function fill(form) {
  for (const [item, answer] of Object.entries(home.answers)) form.apply(set(item, answer));
  for (const [table, rows] of Object.entries(home.tables))
    for (const [row, cells] of Object.entries(rows))
      for (const [item, answer] of Object.entries(cells)) form.apply(set(`${table}/${row}/${item}`, answer));
}
