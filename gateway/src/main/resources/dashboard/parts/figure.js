import { html, nothing } from "../vendor.js";
import { spark } from "./spark.js";

/** One number with its unit, a note and, where it has a past, a spark line. `alert` colours it. */
export function figure({ id, name, value, unit = "", note = "", values, alert = false }) {
  return html`<div class="figure ${alert ? "alert" : ""}" data-testid="figure-${id}">
    <div class="name">${name}</div>
    <div class="value"><span data-testid="figure-${id}-value">${value}</span> <small>${unit}</small></div>
    <div class="note clip" title=${note}>${note}</div>
    <div class="trend">${values ? spark(values) : nothing}</div>
  </div>`;
}
