// What boot.js says, in Welsh. The build puts this behind the glue of the Welsh module.
export const words = {
  stopped: "Aeth rhywbeth o’i le ar y dudalen hon, ac fe stopiodd. Mae’r hyn a gadwyd ar y ddyfais hon yn ddiogel. Llwythwch y dudalen eto.",
  newer: "Mae fersiwn mwy newydd o’r dudalen hon yma. Gallwch fynd ymlaen â hon. Ni chollir dim o’r hyn a deipioch pan fyddwch yn diweddaru.",
  soon: "Caiff y fersiwn mwy newydd ei lwytho unwaith y bydd yr hyn a deipioch wedi’i gadw.",
  newerVersion: "Fersiwn mwy newydd",
  update: "Diweddaru nawr",
};
