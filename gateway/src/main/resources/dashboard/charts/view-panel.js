import { html, nothing } from "../vendor.js";
import { dataTable } from "../parts/data-table.js";
import { blank } from "../parts/states.js";
import { viewAnchor } from "../shell/links.js";
import { viewChart } from "./view-series.js";
import "./live-chart.js";

const TABLE_ROWS = 200;

/** One view, live: the chart it declares, or its rows as a table. Both stand in the same room, so switching moves nothing. */
export function viewPanel({ store, redraw }, first) {
  const unfollow = store.followView(first.model);
  let view = first;
  let asTable = !view.chart;
  let made = {};

  function choose(table) {
    asTable = table;
    redraw();
  }

  function chartOf(rows) {
    if (made.rows !== rows) {
      made = { rows, chart: viewChart(rows, view.chart) };
    }
    return made.chart;
  }

  function stage(rows, loaded) {
    if (!loaded) {
      return blank("Waiting for the first rows…");
    }
    if (rows.length === 0) {
      return blank("No rows yet", "The model has had nothing to compute from; rows appear here by themselves.");
    }
    return asTable ? table(rows) : drawn(rows);
  }

  function drawn(rows) {
    const { x, y, by } = view.chart;
    const label = `${y} over ${x}${by ? ` by ${by}` : ""}, ${rows.length} rows; the table beside it has the same numbers`;
    return html`<live-chart .chart=${chartOf(rows)} .label=${label} data-testid="view-chart-${view.model}"></live-chart>`;
  }

  function table(rows) {
    const columns = Object.keys(rows[0]).map((name) => ({ name }));
    const newest = newestFirst(rows, view.chart?.x).slice(0, TABLE_ROWS);
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Rows of ${view.model}" data-testid="view-table-${view.model}">
      ${dataTable(columns, newest.map((row) => columns.map(({ name }) => row[name] ?? null)), `Rows of ${view.model}`)}
    </div>`;
  }

  /** Takes the view as declared now: after a restart of the server it may be another. */
  function render(current) {
    view = current;
    const { rows, loaded } = store.views.get(view.model) ?? { rows: [], loaded: false };
    return html`<section class="panel" id=${viewAnchor(view.model)} tabindex="-1" aria-label="View ${view.model}" data-testid="view-${view.model}">
      <div class="panel-head">
        <h2>${view.model}</h2>
        <span class="about">${view.chart ? `${view.chart.y} over ${view.chart.x}${view.chart.by ? ` by ${view.chart.by}` : ""}` : ""}</span>
        <div class="push">
          ${view.path ? html`<a class="mono" href=${view.path}>${view.path}</a>` : nothing}
          ${view.chart ? switcher() : nothing}
        </div>
      </div>
      <div class="view-stage">${stage(rows, loaded)}</div>
    </section>`;
  }

  function switcher() {
    return html`<div class="switch" role="group" aria-label="Show ${view.model} as">
      <button aria-pressed=${!asTable} @click=${() => choose(false)} data-testid="view-as-chart-${view.model}">Chart</button>
      <button aria-pressed=${asTable} @click=${() => choose(true)} data-testid="view-as-table-${view.model}">Table</button>
    </div>`;
  }

  return { render, close: unfollow };
}

/** By the chart's x, greatest first, as a time series is read; without a chart, last come first. */
function newestFirst(rows, x) {
  const reversed = [...rows].reverse();
  return x ? reversed.sort((a, b) => (a[x] < b[x]) - (a[x] > b[x])) : reversed;
}
