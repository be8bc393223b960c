import { html } from "../vendor.js";
import { count, duration, percent, rate } from "../parts/format.js";
import { figure } from "../parts/figure.js";

/** The four numbers that say whether data flows, how fast, and what is wrong. */
export function figures(store) {
  const { totals, streams } = store.tick;
  const past = store.figures;
  const accepted = sum(streams, "accepted");
  const invalid = sum(streams, "invalid");
  const [latency, unit] = totals.latency_ms === null || totals.latency_ms === undefined ? ["–", ""] : duration(totals.latency_ms);
  return html`<section class="figures" aria-label="Figures">
    ${figure({ id: "accepted", name: "Accepted", value: rate(totals.accepted_per_s), unit: "/s", note: `${count(accepted)} since the start`, values: past.accepted_per_s.values })}
    ${figure({ id: "invalid", name: "Invalid", value: rate(totals.invalid_per_s), unit: "/s", note: `${count(invalid)} in all, ${percent(invalid, accepted + invalid)}`, values: past.invalid_per_s.values, alert: totals.invalid_per_s > 0 })}
    ${figure({ id: "latency", name: "End to end", value: latency, unit, note: unit ? "median, receipt to log" : "not measured yet", values: past.latency_ms.values })}
    ${figure({ id: "lag", name: "Lag", value: count(totals.lag), unit: totals.lag === 1 ? "record" : "records", note: "in the log, not yet worked through", values: past.lag.values })}
  </section>`;
}

function sum(streams, name) {
  return Object.values(streams).reduce((total, stream) => total + (stream[name] ?? 0), 0);
}
