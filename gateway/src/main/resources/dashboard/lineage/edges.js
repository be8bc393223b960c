import { svg } from "../vendor.js";

const THINNEST = 1.5;
const THICKEST = 9;

/**
 * The lines between the nodes; each is as thick as what flows along it (logarithmic: 1/s thin, 100,000/s thick),
 * in steps of half a pixel, so that a steady flow is a steady line.
 */
export function edgeLines(lines, width, height, kinds, stateOf) {
  return svg`<svg class="edges" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${lines.map(({ edge, path }) => {
      const { name, flow } = look(edge, kinds, stateOf);
      return svg`<path class=${name} d=${path} stroke-width=${thickness(flow)}></path>`;
    })}
  </svg>`;
}

function look({ from, to }, kinds, stateOf) {
  const feeder = stateOf(from);
  const fed = stateOf(to);
  if (fed.state === "failed") {
    return { name: "failed", flow: 0 };
  }
  const kind = kinds.get(to);
  const flow = kind === "destination" || kind === "invalid" || kinds.get(from) === "source" ? fed.per_s : feeder.per_s;
  if (!flow) {
    return { name: "idle", flow: 0 };
  }
  return { name: kind === "invalid" || kinds.get(from) === "invalid" ? "bad" : "", flow };
}

function thickness(flow) {
  const width = Math.min(THICKEST, THINNEST + 1.5 * Math.log10(1 + flow));
  return Math.round(width * 2) / 2;
}
