import { html } from "../vendor.js";
import { icon } from "../parts/icons.js";

/** An address that no page has. */
export function missingPage() {
  return {
    alone: true,
    title: "Not found",
    render: () => html`<div class="blank tall" data-testid="missing">
      ${icon("info")}
      <h1 tabindex="-1">There is no such page</h1>
      <p>Nothing stands at <code>${location.pathname}</code>. <a href="/">Overview</a> shows the whole pipeline.</p>
    </div>`,
  };
}
