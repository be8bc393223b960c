import { html, nothing, repeat } from "../vendor.js";
import { ago, count, moment } from "../parts/format.js";
import { copyButton } from "../parts/copy.js";

const SHOWN = 20;

/** The fields that records bring and the contract does not name, the last seen first; nothing while there are none. */
export function driftPanel(store, name) {
  const fields = store.stream(name).drift_fields ?? [];
  if (!fields.length) {
    return nothing;
  }
  return html`<section class="panel" id="drift" tabindex="-1" aria-label="Drift" data-testid="drift-fields">
    <div class="panel-head">
      <h2>Drift</h2>
      <span class="about">fields that records have and the contract does not name</span>
      <div class="push"><code>runnel check --suggest</code>${copyButton("runnel check --suggest", { label: "Copy", id: "drift-copy" })}</div>
    </div>
    <div class="panel-body flush scroll">
      <table class="table drift">
        <caption class="hidden-text">Fields of ${name} that its contract does not name; the command proposes the lines that declare them.</caption>
        <thead><tr><th scope="col">Field</th><th scope="col">Looks like</th><th scope="col" class="number">Records</th><th scope="col">Last value</th><th scope="col">Last seen</th></tr></thead>
        <tbody>${repeat(fields.slice(0, SHOWN), ({ path }) => path, (field) => row(field, store.tick.at))}</tbody>
      </table>
    </div>
  </section>`;
}

function row({ path, type, count: records, sample, last_seen: lastSeen }, now) {
  return html`<tr data-testid="drift-field">
    <th scope="row" class="path">${path}</th>
    <td class="type">${type ?? "unknown"}</td>
    <td class="number">${count(records)}</td>
    <td class="rest"><code>${sample ?? "not kept: personal data"}</code></td>
    <td class="seen"><time datetime=${new Date(lastSeen).toISOString()} title=${moment(lastSeen)}>${ago(lastSeen, now)}</time></td>
  </tr>`;
}
