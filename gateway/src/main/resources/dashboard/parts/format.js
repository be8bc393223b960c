const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const UNITS = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];
const THIN = "\u202f";

/** A whole number, exact below 100,000 and with three digits and a letter from there on. */
export function count(value) {
  return value < 100_000 ? grouped.format(value ?? 0) : short(value);
}

/** A rate: one decimal below 10, whole below 10,000, three digits and a letter from there on. */
export function rate(value) {
  const number = value ?? 0;
  if (number > 0 && number < 9.95) {
    return number.toFixed(1);
  }
  return number < 10_000 ? grouped.format(number) : short(number);
}

/** A number along an axis: as few characters as it takes, `2.5 k` and `40 k`. */
export function axisNumber(value) {
  const [size, letter] = UNITS.find(([least]) => Math.abs(value) >= least * 10) ?? [1, ""];
  return `${Number((value / size).toPrecision(4))}${letter ? THIN + letter : ""}`.replace("-", "\u2212");
}

function short(value) {
  const [size, letter] = UNITS.find(([least]) => value >= least) ?? [1, ""];
  const scaled = value / size;
  return scaled.toFixed(scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0) + THIN + letter;
}

/** Milliseconds as `[number, unit]`. */
export function duration(ms) {
  if (ms < 1_000) {
    return [ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0), "ms"];
  }
  return ms < 60_000 ? [(ms / 1_000).toFixed(ms < 9_950 ? 2 : 1), "s"] : [(ms / 60_000).toFixed(1), "min"];
}

export function percent(part, whole) {
  if (!whole || !part) {
    return "0%";
  }
  const share = (part / whole) * 100;
  return share < 0.01 ? "<0.01%" : share < 1 ? `${share.toFixed(2)}%` : `${share.toFixed(1)}%`;
}

/** The time of day of epoch milliseconds, `10:15:03`, in UTC like every time that Runnel shows. */
export const clock = (at) => new Date(at).toISOString().slice(11, 19);
export const clockMs = (at) => new Date(at).toISOString().slice(11, 23);
export const moment = (at) => new Date(at).toISOString().replace("T", " ").replace("Z", " UTC");

export function ago(at, now) {
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  if (seconds < 60) {
    return seconds < 5 ? "just now" : `${seconds} s ago`;
  }
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min ago` : span(seconds * 1_000) + " ago";
}

/** How long something has lasted: `3 min`, `2 h 14 min`, `5 d 3 h`. */
export function span(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) {
    return minutes < 1 ? `${Math.max(0, Math.floor(ms / 1_000))} s` : `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
