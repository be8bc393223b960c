import { html, svg } from "../vendor.js";

const SLOTS = 60;
const HEIGHT = 20;

const drawn = new WeakMap();

/** The past minute as a line with its area, newest at the right edge; the height is the greatest value seen in it. */
export function spark(values) {
  const { line, area } = pathsOf(values);
  return html`<svg class="spark" viewBox="0 0 ${SLOTS - 1} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path class="area" d=${area}></path><path class="line" d=${line}></path>`}
  </svg>`;
}

/** Paths are kept by array: a ring makes a new one only when its values changed. */
function pathsOf(values) {
  let paths = drawn.get(values);
  if (!paths) {
    paths = draw(values);
    drawn.set(values, paths);
  }
  return paths;
}

function draw(values) {
  const first = SLOTS - values.length;
  const most = Math.max(...values, 1e-9);
  const points = values
    .map((value, i) => [first + i, value])
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([x, value]) => `${x} ${(HEIGHT - (value / most) * (HEIGHT - 2) - 0.5).toFixed(1)}`);
  if (points.length < 2) {
    return { line: "", area: "" };
  }
  const line = `M${points.join("L")}`;
  const from = points[0].split(" ")[0];
  const to = points.at(-1).split(" ")[0];
  return { line, area: `${line}L${to} ${HEIGHT}L${from} ${HEIGHT}Z` };
}
