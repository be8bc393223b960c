import { count } from "../parts/format.js";

/** The box beside the pointer, made of elements: a string of HTML would carry inline styles, which the page's policy refuses. */
export function tip(points, kind) {
  const box = element("div", "chart-tip");
  const [first] = points;
  box.append(element("div", "at", kind === "time" ? timeText(first.axisValue) : String(first.axisValueLabel ?? first.axisValue)));
  for (const point of points) {
    const value = Array.isArray(point.value) ? point.value[1] : point.value;
    const row = element("div", "row");
    const swatch = element("span", "swatch");
    swatch.style.background = point.color;
    row.append(swatch, element("span", "", point.seriesName), element("b", "", numberText(value)));
    box.append(row);
  }
  return box;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

const timeText = (at) => new Date(at).toISOString().slice(0, 19).replace("T", " ") + " UTC";

function numberText(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return Number.isInteger(value) ? count(value) : Number(value).toLocaleString("en-US", { maximumFractionDigits: 2 });
}
