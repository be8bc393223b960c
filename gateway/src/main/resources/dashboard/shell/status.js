import { html } from "../vendor.js";

const WORDS = { connecting: "Connecting", live: "Live", offline: "Offline" };
const DOTS = { connecting: "idle", live: "ok", offline: "failed" };

/** Whether what the page shows is the present. The only part of the frame that speaks up to a screen reader. */
export function status(phase) {
  return html`<div class="status ${phase.name}" role="status" data-testid="status" data-phase=${phase.name}>
    <span class="dot ${DOTS[phase.name]}"></span><span>${WORDS[phase.name]}</span>
  </div>`;
}
