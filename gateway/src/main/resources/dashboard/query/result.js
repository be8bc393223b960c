import { guard, html, nothing } from "../vendor.js";
import { dataTable } from "../parts/data-table.js";
import { count } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { blank } from "../parts/states.js";
import { csvOf, download } from "./csv.js";

/** What came back: rows with an export, the error in the server's words, or what to do first. */
export function resultPanel(state) {
  switch (state.name) {
    case "rows":
      return rows(state);
    case "error":
      return html`<div class="query-error" role="alert" data-testid="query-error"><strong class="bad">${state.title}</strong><pre>${state.detail}</pre></div>`;
    case "cancelled":
      return blank("Cancelled", "The query was stopped before it answered.");
    default:
      return state.running ? blank("Running…") : blank("No result yet", "Run the statement above to see its rows here.", { picture: "query" });
  }
}

function rows(state) {
  const { columns, rows: all, truncated, elapsed_ms: ms } = state;
  return html`<div class="panel-head">
      <h2>Result</h2>
      <span class="about" role="status" data-testid="query-summary">${state.running ? "running again…" : html`${count(all.length)} ${all.length === 1 ? "row" : "rows"} in ${ms} ms${truncated ? html`; <b class="warn">there are more</b>, raise the limit or narrow the statement` : nothing}`}</span>
      <div class="push">
        <button class="button" ?disabled=${all.length === 0} @click=${() => download(csvOf(state), "result.csv", "text/csv")} data-testid="query-csv">${icon("download")}CSV</button>
      </div>
    </div>
    ${all.length ? html`<div class="result scroll" tabindex="0" role="region" aria-label="Rows" data-testid="query-result">${tableOf(columns, all)}</div>` : blank("No rows", "The statement ran and found nothing.")}`;
}

/** Drawn once for each result: live numbers redraw the page several times a second, and ten thousand rows must not follow. */
function tableOf(columns, all) {
  return guard([all], () => dataTable(columns, all, "Rows of the result"));
}
