import { html, nothing, ref, repeat } from "../vendor.js";
import { nodeLink } from "../shell/links.js";
import { columnsPicture } from "./columns.js";
import { edgeLines } from "./edges.js";
import { lineageNode } from "./node.js";
import { rowsPicture } from "./rows.js";

const narrow = matchMedia("(max-width: 860px)");

/** The pipeline as one picture. It is laid out again only when the pipeline or the room changes, never for numbers. */
export function lineage({ store, redraw }) {
  let room = 0;
  let picture;
  let laidOut = {};
  const watcher = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now !== room) {
      room = now;
      redraw();
    }
  });
  let watched;
  const watch = (element) => {
    if (element !== watched) {
      watcher.disconnect();
      watched = element;
      if (element) {
        watcher.observe(element);
      }
    }
  };

  function layout(pipeline) {
    const width = room || guess();
    if (laidOut.pipeline !== pipeline || laidOut.width !== width || laidOut.narrow !== narrow.matches) {
      laidOut = { pipeline, width, narrow: narrow.matches };
      picture = (narrow.matches ? rowsPicture : columnsPicture)(pipeline.nodes, pipeline.edges, width);
    }
    return picture;
  }

  function render() {
    const { pipeline } = store;
    const { width, height, boxes, lines } = layout(pipeline);
    const kinds = new Map(pipeline.nodes.map((node) => [node.id, node.kind]));
    const wider = width > room && room > 0;
    return html`<div class="lineage" data-testid="lineage" role="region" aria-label="Lineage" tabindex=${wider ? 0 : nothing}>
      <div ${ref(watch)}>
        <div class="picture" .style=${`width:${width}px;height:${height}px`}>
          ${edgeLines(lines, width, height, kinds, (id) => store.node(id))}
          <ul>${repeat(inOrder(pipeline, boxes), (node) => node.id, (node) => html`<li>${drawn(node, boxes.get(node.id))}</li>`)}</ul>
        </div>
      </div>
    </div>`;
  }

  function drawn(node, box) {
    const { pipeline } = store;
    const feeds = pipeline.edges.filter((edge) => edge.from === node.id).map((edge) => titleOf(pipeline, edge.to));
    return lineageNode({
      node,
      box,
      feeds,
      now: store.node(node.id),
      values: store.nodeRates.get(node.id)?.values,
      href: nodeLink(node, pipeline),
    });
  }

  return { render, close: () => watcher.disconnect() };
}

/** The room before it is measured; a window that is just being opened may have next to none. */
const guess = () => Math.max(0, document.documentElement.clientWidth - (narrow.matches ? 56 : 330));

/** Column by column, top to bottom: the order in which the keyboard and a screen reader meet them. */
function inOrder(pipeline, boxes) {
  return pipeline.nodes
    .filter((node) => boxes.has(node.id))
    .sort(({ id: a }, { id: b }) => (narrow.matches ? 0 : boxes.get(a).x - boxes.get(b).x) || boxes.get(a).y - boxes.get(b).y);
}

function titleOf(pipeline, id) {
  return pipeline.nodes.find((node) => node.id === id)?.title ?? id;
}
