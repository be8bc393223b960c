import { html, nothing } from "../vendor.js";
import { clock } from "../parts/format.js";

/** The bar above a page whose numbers are no longer the present: since when, and what happens next. */
export function notice(store, retry) {
  if (store.phase.name !== "offline" || !store.pipeline) {
    return nothing;
  }
  return html`<div class="notice" data-testid="offline">
    <strong>Offline</strong>
    <span>The server does not answer. What you see is from ${clock(store.tick.at)} UTC; it goes on by itself once the server is back.</span>
    <button class="button push" @click=${retry} data-testid="retry">Try now</button>
  </div>`;
}
