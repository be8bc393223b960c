import { html, nothing, repeat } from "../vendor.js";
import { viewPanel } from "../charts/view-panel.js";
import { lineage } from "../lineage/picture.js";
import { span } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { blank } from "../parts/states.js";
import { healthOf } from "../shell/health.js";
import { figures } from "./figures.js";
import { modelsPanel } from "./models.js";
import { problems } from "./problems.js";

/** The page that a manager looks at once a week and an engineer keeps open: does data flow, how fast, what is wrong. */
export function overviewPage(context) {
  const { store } = context;
  const picture = lineage(context);
  const panels = new Map();
  const models = modelsPanel(context);

  function views() {
    for (const view of store.pipeline.views) {
      if (!panels.has(view.model)) {
        panels.set(view.model, viewPanel(context, view));
      }
    }
    return html`<div class="views">${repeat(store.pipeline.views, (view) => view.model, (view) => panels.get(view.model).render(view))}</div>`;
  }

  function render() {
    const { pipeline, tick } = store;
    return html`${head(pipeline, tick, store.phase)} ${figures(store)}
      <section class="panel" aria-label="Pipeline">
        <div class="panel-head"><h2>Lineage</h2><span class="about">sources, streams, models, destinations</span></div>
        ${pipeline.nodes.length ? picture.render() : blank("This pipeline has no streams yet", html`Declare one under <code>streams:</code> in runnel.yaml; it appears here at the next run.`)}
      </section>
      ${problems(store)} ${pipeline.views.length ? views() : nothing} ${models.render()}`;
  }

  return {
    title: "",
    render,
    close() {
      picture.close();
      models.close();
      panels.forEach((panel) => panel.close());
    },
  };
}

function head(pipeline, tick, phase) {
  const { state, text } = phase.name === "offline" ? { state: "idle", text: "Unknown" } : healthOf(pipeline, tick);
  return html`<div class="page-head">
    <h1 tabindex="-1" data-testid="pipeline-name">${pipeline.name}</h1>
    <span class="pill ${state}" data-testid="health" data-state=${state}><span class="dot ${state}"></span>${text}</span>
    <span class="muted">${pipeline.started_at ? `up ${span(tick.at - pipeline.started_at)}` : nothing}</span>
    ${pipeline.site ? html`<a class="button push" href=${pipeline.site} data-testid="open-site">${icon("site")}Open the site</a>` : nothing}
    ${pipeline.description ? html`<p class="about">${pipeline.description}</p>` : nothing}
  </div>`;
}
