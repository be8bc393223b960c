import { html } from "../vendor.js";
import { count, percent, rate } from "../parts/format.js";
import { figure } from "../parts/figure.js";

/** Accepted, invalid, landed and lag of one stream. */
export function totals(store, name) {
  const now = store.stream(name);
  const past = store.streamRates.get(name);
  return html`<section class="figures" aria-label="Totals">
    ${figure({ id: "accepted", name: "Accepted", value: count(now.accepted), note: `${rate(now.accepted_per_s)} /s now`, values: past?.accepted.values })}
    ${figure({ id: "invalid", name: "Invalid", value: count(now.invalid), note: `${rate(now.invalid_per_s)} /s now, ${percent(now.invalid, now.accepted + now.invalid)} in all`, values: past?.invalid.values, alert: now.invalid_per_s > 0 })}
    ${lands(now) ? landed(store, name, now) : html`${figure({ id: "landed", name: "Landed", value: "–", note: "this stream has no destination" })} ${figure({ id: "lag", name: "Lag", value: "–" })}`}
  </section>`;
}

/** Null when the contract names no destination to land in. */
const lands = ({ landed: number }) => number !== null && number !== undefined;

function landed(store, name, now) {
  return html`${figure({ id: "landed", name: "Landed", value: count(now.landed), note: `${percent(now.landed, now.accepted)} of the accepted`, values: landing(store, name) })}
  ${figure({ id: "lag", name: "Lag", value: count(now.lag), unit: now.lag === 1 ? "record" : "records", note: "accepted, not yet landed" })}`;
}

/** The past minute of the stream's first destination. */
function landing(store, name) {
  const node = store.pipeline.nodes.find(({ kind, id }) => kind === "destination" && id.startsWith(`destination:${name}/`));
  return node && store.nodeRates.get(node.id)?.values;
}
