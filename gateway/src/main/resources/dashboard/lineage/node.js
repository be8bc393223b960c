import { html, nothing } from "../vendor.js";
import { count, rate } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { spark } from "../parts/spark.js";
import { STATE_WORDS } from "../shell/health.js";

/** One node of the picture: what it is, how it is, what passes it now; when it failed or gets nothing, why. A link when a page tells more. */
export function lineageNode({ node, box, now, values, href, feeds }) {
  const troubled = now.state === "failed" || now.state === "degraded";
  const body = html`<span class="top">
      ${icon(node.title === "view" ? "view" : node.kind)}<span class="title clip">${node.title}</span>
      ${node.layer ? html`<span class="layer">${node.layer}</span>` : nothing}
      <span class="state">${stateText(now)}<span class="dot ${now.state}"></span></span>
    </span>
    ${troubled ? why(now) : numbers(node, now, values)}
    <span class="hidden-text">${node.kind}${feeds.length ? `, feeds ${feeds.join(", ")}` : ""}</span>`;
  const name = `node ${now.state} kind-${node.kind}`;
  const place = `left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
  const tip = troubled ? `${node.title}: ${now.why ?? now.state}` : `${node.title}: ${node.detail ?? ""}`;
  return href
    ? html`<a class=${name} href=${href} .style=${place} title=${tip} data-testid="node-${node.id}" data-state=${now.state}>${body}</a>`
    : html`<div class=${name} .style=${place} title=${tip} data-testid="node-${node.id}" data-state=${now.state}>${body}</div>`;
}

function stateText(now) {
  if (now.share !== undefined && now.state !== "failed") {
    return html`<span data-testid="node-share">${Math.floor(now.share * 100)} % read</span>`;
  }
  if (now.ended && now.state === "idle") {
    return html`<span data-testid="node-ended">ended</span>`;
  }
  if (now.state === "ok") {
    return html`<span class="hidden-text">flowing</span>`;
  }
  return now.state === "late" ? html`${count(now.lag)} behind` : STATE_WORDS[now.state];
}

function why(now) {
  return html`<span class="why" data-testid="node-why">${now.why ?? "It stopped without a reason; the log tells more."}</span>`;
}

function numbers(node, now, values) {
  return html`<span class="detail clip">${node.detail ?? ""}</span>
    <span class="foot">
      <span class="rate">${rate(now.per_s)}<small> /s · ${count(now.total)}</small></span>
      <span class="trend">${values ? spark(values) : nothing}</span>
    </span>`;
}
