export { Framework, OpenReturn, loadFramework } from "./module.js";
export type * from "./module.js";

/** The bytes of the module's two files, where they are not to be read from beside this one. */
export interface ModuleFiles {
  first?: BufferSource;
  rest?: BufferSource;
}

/** Loads the module, once however often it is called. All else of this package is called after it. */
export function init(files?: ModuleFiles): Promise<void>;

/** What every function of this package throws. */
export interface CareReturnsError extends Error {
  name: "CareReturnsError";
  code:
    | "framework-problems"
    | "list-problems"
    | "no-such-return"
    | "bad-argument"
    | "bad-draft"
    | "bad-edit"
    | "not-finished";
  /** With `framework-problems` and `not-finished`. */
  details?: import("./module.js").ProblemShown[] | import("./module.js").FindingShown[];
}
