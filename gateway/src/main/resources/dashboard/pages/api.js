import { html, nothing } from "../vendor.js";
import { icon } from "../parts/icons.js";
import { streamLink } from "../shell/links.js";

/** Where programs talk to this pipeline; the whole reference is the OpenAPI page. */
export function apiPage({ store }) {
  return {
    title: "API",
    render: () => html`<div class="page-head">
        <h1 tabindex="-1">API</h1>
        <a class="button primary push" href="/docs" data-testid="open-docs">${icon("api")}Open the reference</a>
        <a class="button" href="/openapi.json" data-testid="open-openapi">openapi.json</a>
        <p class="about">Everything a program can ask of this pipeline. The reference tries each call from the browser.</p>
      </div>
      <section class="panel" aria-label="Addresses">
        <div class="panel-head"><h2>Addresses</h2></div>
        <div class="panel-body flush scroll" tabindex="0" role="region" aria-label="Table of addresses">
          <table class="table" data-testid="addresses">
            <thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">What</th></tr></thead>
            <tbody>${addresses(store.pipeline).map(row)}</tbody>
          </table>
        </div>
      </section>`,
  };
}

function addresses({ streams, views }) {
  return [
    ...streams.flatMap(({ name, paths = [] }) =>
      [...paths, `/v1/streams/${name}`].map((path) => ["POST", path, `Send records to ${name}`, streamLink(name, "#send")]),
    ),
    ...streams.map(({ name }) => ["GET", `/v1/streams/${name}/invalid?limit=50`, `Newest invalid records of ${name}`]),
    ...views.flatMap(({ model, path, websocket }) => [
      path ? ["GET", path, `Rows of ${model}`] : undefined,
      websocket ? ["WS", websocket, `Rows of ${model}, then each change`] : undefined,
    ]),
    ["POST", "/v1/query", "Read-only SQL over what has landed", "/query"],
    ["GET", "/v1/pipeline", "This pipeline as JSON"],
    ["WS", "/v1/live", "What this dashboard shows"],
    ["GET", "/metrics", "Metrics in OpenMetrics form"],
    ["GET", "/healthz", "The process lives"],
    ["GET", "/readyz", "It takes records"],
  ].filter(Boolean);
}

function row([method, path, what, href]) {
  return html`<tr>
    <td><span class="tag">${method}</span></td>
    <td class="mono">${method === "GET" ? html`<a href=${path}>${path}</a>` : path}</td>
    <td>${what}${href ? html` · <a href=${href}>${method === "POST" ? "how" : "open"}</a>` : nothing}</td>
  </tr>`;
}
