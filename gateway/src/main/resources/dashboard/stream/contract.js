import { guard, html, nothing } from "../vendor.js";
import { count } from "../parts/format.js";

/** The contract as a table: what a record must look like to be valid. */
export function contractPanel(stream, drift) {
  return html`<section class="panel" id="contract" tabindex="-1" aria-label="Contract">
    <div class="panel-head">
      <h2>Contract</h2>
      <span class="about">${stream.fields.length} fields; <b>required</b> ones must be there and not null</span>
      ${drift ? html`<div class="push"><span class="pill late" data-testid="drift">${count(drift)} ${drift === 1 ? "record" : "records"} with fields it does not name</span></div>` : nothing}
    </div>
    <div class="panel-body flush scroll">
      <table class="table contract" data-testid="contract">
        <caption class="hidden-text">Fields of ${stream.name}</caption>
        <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Rules</th><th scope="col">Description</th></tr></thead>
        <tbody>${guard([stream], () => stream.fields.map((field) => row(field, stream)))}</tbody>
      </table>
    </div>
  </section>`;
}

function row(field, stream) {
  const dot = field.path.lastIndexOf(".") + 1;
  return html`<tr>
    <th scope="row" class="path"><span>${field.path.slice(0, dot)}</span>${field.path.slice(dot)}</th>
    <td class="type">${typeText(field.type)}</td>
    <td class="rest">
      <span class="rules">
        ${field.required ? html`<span class="tag">required</span>` : nothing} ${stream.key === field.path ? html`<span class="tag">key</span>` : nothing}
        ${stream.event_time === field.path ? html`<span class="tag">event time</span>` : nothing} ${(field.rules ?? []).map((rule) => html`<span class="tag">${rule}</span>`)}
      </span>
    </td>
    <td class="rest muted">${field.description ?? ""}</td>
  </tr>`;
}

/** A row's fields have lines of their own; repeating them in its type would only be long. */
const typeText = (type) => (type.startsWith("row<") ? "row" : type);
