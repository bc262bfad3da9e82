// Says how many tests passed and failed in the words of Rust's test programs, so that they are counted with those.
export default async function* report(source) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of source) {
    // A file is reported as a test too, and its tests beside it.
    if (data?.details?.type === "suite") continue;
    if (type === "test:pass") counts.passed += 1;
    if (type === "test:fail") {
      counts.failed += 1;
      const error = data.details.error;
      yield `failed: ${data.name}\n${error?.cause?.stack ?? error}\n${error?.cause?.stdout ?? ""}`;
    }
    if (type === "test:pass") yield `ok: ${data.name}\n`;
    if (type === "test:stdout") yield data.message;
    if (type === "test:diagnostic" && /^measured/.test(data.message)) yield `${data.message}\n`;
  }
  const how = counts.failed ? "FAILED" : "ok";
  yield `test result: ${how}. ${counts.passed} passed; ${counts.failed} failed\n`;
}
