import { html, nothing } from "../vendor.js";
import { ago, moment } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { nodeLink } from "../shell/links.js";

const SHOWN = 8;
const TONES = { error: "bad", warning: "warn" };

/** The newest problems, each with what mends it. */
export function problems(store) {
  const { tick, pipeline } = store;
  const newest = [...(tick.problems ?? [])].sort((a, b) => b.at - a.at);
  return html`<section class="panel problems" aria-label="Problems" data-testid="problems">
    <div class="panel-head">
      <h2>Problems</h2>
      ${newest.length ? html`<span class="about">newest first</span>` : html`<span class="problems-none">${icon("check")}None now</span>`}
      ${newest.length > SHOWN ? html`<span class="push about">${newest.length - SHOWN} older ones in the log</span>` : nothing}
    </div>
    <ul>${newest.slice(0, SHOWN).map((problem) => item(problem, pipeline, tick.at))}</ul>
  </section>`;
}

function item({ at, severity, node: id, message, action }, pipeline, now) {
  const node = pipeline.nodes.find((one) => one.id === id);
  const href = node && nodeLink(node, pipeline);
  const tone = TONES[severity] ?? "muted";
  return html`<li data-testid="problem" data-severity=${severity}>
    ${icon(severity in TONES ? severity : "info", tone)}
    <div><span class="hidden-text">${severity}: </span>${message}</div>
    <div class="where">
      ${node ? (href ? html`<a href=${href}>${node.title}</a> · ` : `${node.title} · `) : nothing}<time datetime=${new Date(at).toISOString()} title=${moment(at)}>${ago(at, now)}</time>
    </div>
    ${action ? html`<div class="action"><b>What to do:</b> ${action}</div>` : nothing}
  </li>`;
}
