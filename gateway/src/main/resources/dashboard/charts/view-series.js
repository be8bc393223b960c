const MOST_SERIES = 12;
const MOST_POINTS = 2_000;
const TIME = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A view's rows as the chart it declares: `{x, y, by}` name the columns. A time along x makes a time axis. */
export function viewChart(rows, { x, y, by }) {
  const kind = kindOf(rows, x);
  const groups = new Map();
  for (const row of rows) {
    const name = by ? String(row[by] ?? "none") : y;
    if (!groups.has(name)) {
      groups.set(name, []);
    }
    groups.get(name).push([along(row[x], kind), numberOf(row[y])]);
  }
  const names = [...groups.keys()].sort();
  const kept = names.slice(0, MOST_SERIES);
  const chart = { kind, left: names.length - kept.length, whole: rows.every((row) => Number.isInteger(numberOf(row[y]))) };
  if (kind === "category") {
    return categories(chart, kept, groups);
  }
  chart.series = kept.map((name) => ({ name, points: groups.get(name).sort((a, b) => a[0] - b[0]).slice(-MOST_POINTS) }));
  return chart;
}

function categories(chart, kept, groups) {
  const names = [...new Set(kept.flatMap((name) => groups.get(name).map(([at]) => at)))].sort();
  const series = kept.map((name) => {
    const values = new Map(groups.get(name));
    return { name, points: names.map((at) => values.get(at) ?? null) };
  });
  return { ...chart, names, series };
}

function kindOf(rows, x) {
  const values = rows.map((row) => row[x]).filter((value) => value !== null && value !== undefined);
  if (values.length > 0 && values.every((value) => typeof value === "number")) {
    return values.every((value) => value > 1e12 && value < 1e14) ? "time" : "number";
  }
  return values.every((value) => typeof value === "string" && TIME.test(value)) ? "time" : "category";
}

function along(value, kind) {
  if (kind === "time" && typeof value === "string") {
    const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(value) || value.length <= 10;
    return Date.parse(value.replace(" ", "T") + (zoned ? "" : "Z"));
  }
  return kind === "category" ? String(value ?? "none") : value;
}

function numberOf(value) {
  return value === null || value === undefined ? null : Number(value);
}
