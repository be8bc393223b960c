import { html, nothing } from "../vendor.js";
import { icon } from "./icons.js";

/** What stands where there is nothing yet: what is missing, and what would bring it. */
export function blank(title, text = nothing, { tall = false, picture = "empty" } = {}) {
  return html`<div class="blank ${tall ? "tall" : ""}">${icon(picture)}<strong>${title}</strong><p>${text}</p></div>`;
}

/** The page before the first snapshot: the shapes of what comes, so that nothing moves when it does. */
export function waiting() {
  return html`<h1 class="hidden-text" tabindex="-1">Connecting to Runnel</h1>
    <div class="page-head"></div>
    <div class="figures">${[1, 2, 3, 4].map(() => html`<div class="skeleton figure-shape"></div>`)}</div>
    <div class="skeleton picture-shape"></div>`;
}

/** The page when the server has never answered. */
export function unreachable(retry) {
  return html`<div class="blank tall" data-testid="unreachable">
    ${icon("warning")}
    <h1 tabindex="-1">Runnel does not answer</h1>
    <p>Nothing came back from <code>${location.host}</code>. Is <code>runnel run</code> still running there? This page keeps trying and goes on by itself.</p>
    <button class="button primary" @click=${retry} data-testid="retry">Try now</button>
  </div>`;
}

/** The page when our own code failed: said plainly, with a way on. */
export function broken(error) {
  return html`<main class="blank tall" data-testid="broken">
    ${icon("error")}
    <h1 tabindex="-1">This page failed to draw</h1>
    <p>The pipeline itself is not affected. Load the page again; if it fails again, report this text:</p>
    <pre class="code">${error?.stack ?? String(error)}</pre>
    <button class="button primary" @click=${() => location.reload()}>Load again</button>
  </main>`;
}
