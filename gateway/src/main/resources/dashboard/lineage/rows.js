import { ranksOf } from "./ranks.js";

const HEIGHT = 80;
const GAP = 10;
const INDENT = 18;
const CORNER = 8;
const LEAST_WIDTH = 220;

/**
 * The picture for a narrow screen: one node below the other, each indented below the one that feeds it, with the lines
 * running down the left. The same result as `columnsPicture`.
 */
export function rowsPicture(nodes, edges, room) {
  const ranks = ranksOf(nodes, edges);
  const order = depthFirst(nodes, edges, ranks);
  const boxes = new Map();
  order.forEach(({ id, depth }, i) => {
    const x = depth * INDENT;
    boxes.set(id, { x, y: i * (HEIGHT + GAP), width: Math.max(LEAST_WIDTH, room - x), height: HEIGHT });
  });
  const lines = edges
    .filter(({ from, to }) => boxes.has(from) && boxes.has(to))
    .map((edge) => ({ edge, path: pathBetween(boxes.get(edge.from), boxes.get(edge.to)) }));
  const width = Math.max(room, ...[...boxes.values()].map((box) => box.x + box.width));
  return { width, height: Math.max(0, order.length * (HEIGHT + GAP) - GAP), boxes, lines };
}

function depthFirst(nodes, edges, ranks) {
  const out = [];
  const seen = new Set();
  const next = (id) => edges.filter((edge) => edge.from === id).map((edge) => edge.to);
  const visit = (id, depth) => {
    if (!seen.has(id) && ranks.has(id)) {
      seen.add(id);
      out.push({ id, depth });
      next(id).forEach((to) => visit(to, depth + 1));
    }
  };
  const fed = new Set(edges.map((edge) => edge.to));
  nodes.filter(({ id }) => !fed.has(id)).forEach(({ id }) => visit(id, 0));
  nodes.forEach(({ id }) => visit(id, 0));
  return out;
}

/** Down from the feeder's left foot, then right into the fed node; upwards when the fed one stands above. */
function pathBetween(from, to) {
  const x = from.x + INDENT / 2;
  const y = to.y + to.height / 2;
  const down = to.y > from.y;
  const start = down ? from.y + from.height : from.y;
  const turn = Math.min(CORNER, Math.max(0, to.x - x));
  return `M${x} ${start}V${y - (down ? turn : -turn)}Q${x} ${y} ${x + turn} ${y}H${to.x}`;
}
