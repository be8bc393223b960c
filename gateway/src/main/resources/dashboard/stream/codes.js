import { html } from "../vendor.js";
import { count, percent } from "../parts/format.js";
import { blank } from "../parts/states.js";

/** Invalid records by reason, each with the newest one as a sample. Choosing a reason narrows the list of records to it. */
export function codesPanel(store, name, invalid) {
  const codes = Object.entries(store.stream(name).invalid_by_code ?? {}).sort((a, b) => b[1] - a[1]);
  const all = codes.reduce((sum, [, number]) => sum + number, 0);
  return html`<section class="panel" aria-label="Invalid by reason" data-testid="invalid-codes">
    <div class="panel-head"><h2>Invalid by reason</h2><span class="about">${stages(store.stream(name).invalid_by_stage)}</span></div>
    ${codes.length ? html`<ul class="codes" tabindex="0" aria-label="Reasons">${codes.map(([code, number]) => item(store, name, invalid, code, number, all))}</ul>` : blank("Nothing broke the contract", "Records that do are kept whole, with the reason, and are counted here.", { picture: "check" })}
  </section>`;
}

/** Where in their way they failed: `120 collect, 3 decode`. */
function stages(byStage = {}) {
  const parts = Object.entries(byStage).sort((a, b) => b[1] - a[1]);
  return parts.length ? html`<span data-testid="invalid-stages">${parts.map(([stage, number]) => `${count(number)} ${stage}`).join(", ")}</span>` : "since the start";
}

function item(store, name, invalid, code, number, all) {
  const sample = store.invalids.get(name)?.records.find((record) => record.code === code);
  const share = `width:${((number / all) * 100).toFixed(1)}%`;
  return html`<li>
    <button aria-pressed=${invalid.code === code} @click=${() => invalid.choose(code)} data-testid="invalid-code-${code}">
      <span class="code-name">${code}</span>
      <span><b data-testid="invalid-code-count">${count(number)}</b> <span class="muted">${percent(number, all)}</span></span>
      <meter-bar aria-hidden="true"><i .style=${share}></i></meter-bar>
      <span class="sample clip">${sample ? `${sample.field ? `${sample.field}: ` : ""}${sample.message}` : "no sample among the newest"}</span>
    </button>
  </li>`;
}
