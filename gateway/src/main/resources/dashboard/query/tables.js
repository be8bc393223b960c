import { guard, html } from "../vendor.js";

/** The streams with their fields; choosing one puts its name into the statement. */
export function tablesPanel({ streams }, insert) {
  return html`<section class="panel" aria-label="Tables" data-testid="query-tables">
    <div class="panel-head"><h2>Streams</h2><span class="about">choose a field to insert it</span></div>
    <div class="tables">
      ${guard([streams], () => streams.map(({ name, fields }, i) => html`<details ?open=${i === 0 && streams.length < 4}>
        <summary>${name}</summary>
        <ul>${fields.map((field) => item(field, insert))}</ul>
      </details>`))}
    </div>
  </section>`;
}

function item({ path, type }, insert) {
  return html`<li>
    <button @click=${() => insert(path)} title=${path}><span class="clip">${path}</span><span>${type.replace(/<.*/s, "")}</span></button>
  </li>`;
}
