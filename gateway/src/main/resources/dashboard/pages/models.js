import { html, nothing, repeat } from "../vendor.js";
import { count } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { modelAnchor } from "../shell/links.js";
import { modelRows } from "./model-rows.js";

/** Each model with its checks, its invalid rows and its SQL, opened on demand (or by the address's part, so that the lineage can lead here). */
export function modelsPanel(context) {
  const { store, redraw } = context;
  const opened = new Map();

  function toggle(name, isOpen) {
    if (isOpen === opened.has(name)) {
      return;
    }
    if (isOpen) {
      opened.set(name, modelRows(context, name));
    } else {
      opened.get(name).close();
      opened.delete(name);
    }
    redraw();
  }

  function render() {
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
    return html`<details id=${modelAnchor(model.name)} data-testid="model-${model.name}" @toggle=${(event) => toggle(model.name, event.target.open)}>
      <summary>
        ${icon("chevron")}<b class="clip">${model.name}</b>
        <span class="about clip muted">${model.description}</span>
        <span class="muted">${failing(store.model(model.name))} ${model.layer ? html`<span class="tag">${model.layer}</span>` : nothing}</span>
      </summary>
      ${opened.get(model.name)?.render(model) ?? nothing}
      <pre class="code" tabindex="0">${model.sql.trim()}</pre>
    </details>`;
  }

  return {
    render,
    close: () => opened.forEach((rows) => rows.close()),
  };
}

/** How many rows failed, where some did. */
function failing({ invalid, warned }) {
  return html`${invalid ? html`<span class="tag bad" data-testid="model-invalid-count">${count(invalid)} invalid</span>` : nothing}
    ${warned ? html`<span class="tag" data-testid="model-warned-count">${count(warned)} warned</span>` : nothing}`;
}
