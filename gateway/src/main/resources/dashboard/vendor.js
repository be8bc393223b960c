/** The two libraries the pages stand on, named here only; the server takes them from the archives that its build pins. */
export { html, svg, nothing, render } from "/lib/lit-html/3.3.1/lit-html.js";
export { repeat } from "/lib/lit-html/3.3.1/directives/repeat.js";
export { guard } from "/lib/lit-html/3.3.1/directives/guard.js";
export { ref } from "/lib/lit-html/3.3.1/directives/ref.js";

const ECHARTS = "/lib/echarts/6.0.0/dist/echarts.esm.min.js";

let charts;

/** The chart library, fetched when the first chart comes near sight; a failed fetch may be tried again. */
export function loadCharts() {
  charts ??= import(ECHARTS).catch((error) => {
    charts = undefined;
    throw error;
  });
  return charts;
}
