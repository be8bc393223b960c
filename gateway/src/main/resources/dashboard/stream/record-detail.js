import { html, nothing } from "../vendor.js";
import { copyButton } from "../parts/copy.js";
import { moment } from "../parts/format.js";
import { jsonView } from "../parts/json-view.js";

/** One record laid open: where and when, its own text, and what can be done with it; copying gives the original bytes, not the layout. */
export function recordDetail(record, { actions = nothing, showsText = true } = {}) {
  return html`<div class="opened" data-testid="record-detail">
    <div class="opened-bar">
      <span>${moment(record.received_at)}</span>
      ${record.key ? html`<span class="muted">key <code>${record.key}</code></span>` : nothing}
      <span class="muted">partition ${record.partition}, offset ${record.offset}</span>
      ${record.correlation_id ? html`<span class="muted">correlation id <code>${record.correlation_id}</code></span>` : nothing}
      ${record.gone ? html`<span class="tag">row taken back</span>` : nothing}
      ${record.cut ? html`<span class="tag">cut at 4 KiB</span>` : nothing}
      <span class="push">${copyButton(record.value, { label: "Copy record", id: "record-copy" })}</span>
    </div>
    ${showsText ? jsonView(record.value ?? "") : nothing} ${actions}
  </div>`;
}
