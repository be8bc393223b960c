import { html, nothing, repeat } from "../vendor.js";
import { icon } from "../parts/icons.js";
import { modelAnchor } from "../shell/links.js";

/** Each model with its SQL, opened on demand (or by the address's part, so that the lineage can lead here). */
export function models(store) {
  const list = store.pipeline.models;
  if (list.length === 0) {
    return nothing;
  }
  return html`<section class="panel models" aria-label="Models" data-testid="models">
    <div class="panel-head"><h2>Models</h2><span class="about">SQL over streams and models</span></div>
    ${repeat(list, (model) => model.name, item)}
  </section>`;
}

function item(model) {
  return html`<details id=${modelAnchor(model.name)} data-testid="model-${model.name}">
    <summary>
      ${icon("chevron")}<b class="clip">${model.name}</b>
      <span class="about clip muted">${model.description}</span>
      <span class="muted">${model.layer ? html`<span class="tag">${model.layer}</span>` : nothing}</span>
    </summary>
    <pre class="code" tabindex="0">${model.sql.trim()}</pre>
  </details>`;
}
