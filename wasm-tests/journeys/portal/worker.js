import { judge } from "./judge.js";

postMessage(await judge());
