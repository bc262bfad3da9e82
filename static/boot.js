// Loads the page's module, checked against its integrity, and mounts the page; says in plain words what went wrong.
const wasm = new URL("%WASM%", import.meta.url);

function say(words) {
  document.getElementById("boot-loading").hidden = true;
  const place = document.getElementById("boot-failed");
  place.textContent = words;
  place.hidden = false;
}

async function start() {
  if (typeof WebAssembly !== "object") {
    say("This browser is too old for Care Returns. Use a newer one.");
    return;
  }
  try {
    // A style sheet that was refused has no rules; without it, what is an error and what is not cannot be told apart.
    if (!document.querySelector("link[rel=stylesheet]").sheet) throw new Error("no style sheet");
    // Both at once: on a slow line, one after the other costs a round trip.
    const [answer, glue] = await Promise.all([
      fetch(wasm, { integrity: "%WASM_INTEGRITY%", credentials: "same-origin" }),
      import("./%GLUE%"),
    ]);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    await glue.default({ module_or_path: answer });
    document.getElementById("boot").hidden = true;
    glue.mountPage();
  } catch (error) {
    document.getElementById("boot").hidden = false;
    say("Care Returns could not start: a file did not arrive, or was not what we published. Load the page again.");
    console.error(error);
  }
}

start();
