// What careless scripts leave behind in a page.
for (const name of ["init", "Widget", "wasm", "CareReturn", "host", "given", "signIn", "sheet", "process", "require", "module", "exports", "Buffer", "title", "main"]) {
  window[name] = () => { throw new Error(`${name} of the portal was called`); };
}
window.define = () => {};
window.define.amd = {};
window.name = "main";
// Such as old libraries add: each is met by whoever goes through an object's keys.
Object.prototype.care = "the portal's";
Array.prototype.last = function () { return this[this.length - 1]; };
String.prototype.toJSON = function () { return this.toUpperCase(); };
