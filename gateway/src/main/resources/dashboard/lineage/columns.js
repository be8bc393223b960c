import { layersOf, mean } from "./layers.js";
import { ranksOf } from "./ranks.js";

const HEIGHT = 80;
const GAP = 14;
const BEND = 14;
const PASSES = 10;
const WIDEST = 248;
const NARROWEST = 176;
const WIDEST_GUTTER = 132;
const NARROWEST_GUTTER = 52;

/** The wide picture: columns from left to right. Gives `{width, height, boxes: Map(id, {x,y,width,height}), lines: [{edge, path}]}`. */
export function columnsPicture(nodes, edges, room) {
  const { layers, chains } = layersOf(nodes, edges, ranksOf(nodes, edges));
  const { width, gutter } = spread(layers.length, room);
  settle(layers);
  const boxes = new Map();
  layers.forEach((layer, column) => {
    for (const cell of layer) {
      cell.x = column * (width + gutter);
      if (cell.node) {
        boxes.set(cell.id, { x: cell.x, y: cell.middle - HEIGHT / 2, width, height: HEIGHT });
      }
    }
  });
  const bottom = Math.max(0, ...layers.flat().map((cell) => cell.middle + heightOf(cell) / 2));
  return {
    width: layers.length * width + (layers.length - 1) * gutter,
    height: bottom,
    boxes,
    lines: chains.map(({ edge, cells }) => ({ edge, path: pathThrough(cells, width) })),
  };
}

/** Nodes and the gutters between share the room: both shrink down to where they stay readable, then the picture scrolls. */
function spread(columns, room) {
  if (columns === 1) {
    return { width: WIDEST, gutter: 0 };
  }
  const gutter = clamp(room * 0.09, NARROWEST_GUTTER, WIDEST_GUTTER);
  const width = clamp((room - gutter * (columns - 1)) / columns, NARROWEST, WIDEST);
  const rest = (room - width * columns) / (columns - 1);
  return { width: Math.floor(width), gutter: Math.floor(clamp(rest, NARROWEST_GUTTER, WIDEST_GUTTER * 1.6)) };
}

/** Heights: each cell wishes to stand at the mean of its neighbours; cells of a column keep their order and distance. */
function settle(layers) {
  for (const layer of layers) {
    stack(layer, layer.map((_, i) => i * (HEIGHT + GAP)));
  }
  for (let pass = 0; pass < PASSES; pass++) {
    const order = pass % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of order) {
      stack(layer, layer.map((cell) => mean([...cell.left, ...cell.right].map((other) => other.middle)) ?? cell.middle));
    }
  }
  closeBands(layers.flat());
}

/** Moves everything up to the top, and closes each band that is empty across all columns down to the usual gap. */
function closeBands(cells) {
  const top = (cell) => cell.middle - heightOf(cell) / 2;
  const downwards = [...cells].sort((a, b) => top(a) - top(b));
  let bottom = -GAP;
  let lift = cells.length ? top(downwards[0]) : 0;
  for (const cell of downwards) {
    lift += Math.max(0, top(cell) - lift - bottom - GAP);
    cell.middle -= lift;
    bottom = Math.max(bottom, top(cell) + heightOf(cell));
  }
}

/**
 * The places nearest to the wishes that keep the order and the distances: least squares under an order, solved by pooling
 * neighbours that would overlap (pool adjacent violators).
 */
function stack(layer, wishes) {
  let offset = 0;
  const offsets = layer.map((cell, i) => {
    offset += i === 0 ? 0 : (heightOf(layer[i - 1]) + heightOf(cell)) / 2 + GAP;
    return offset;
  });
  const pools = [];
  layer.forEach((_, i) => {
    pools.push({ sum: wishes[i] - offsets[i], size: 1 });
    while (pools.length > 1 && at(pools.at(-2)) > at(pools.at(-1))) {
      const { sum, size } = pools.pop();
      pools.at(-1).sum += sum;
      pools.at(-1).size += size;
    }
  });
  const places = pools.flatMap((pool) => Array(pool.size).fill(at(pool)));
  layer.forEach((cell, i) => (cell.middle = places[i] + offsets[i]));
}

const at = ({ sum, size }) => sum / size;
const heightOf = (cell) => (cell.node ? HEIGHT : BEND);
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

/** A line from the right side of the first cell to the left side of the last, level where it passes a column. */
function pathThrough(cells, width) {
  const y = (cell) => cell.middle.toFixed(1);
  let path = `M${cells[0].x + width} ${y(cells[0])}`;
  cells.slice(1).forEach((cell, i) => {
    const from = cells[i];
    const half = ((cell.x - from.x - width) / 2).toFixed(1);
    path += `C${from.x + width + +half} ${y(from)} ${cell.x - half} ${y(cell)} ${cell.x} ${y(cell)}`;
    if (!cell.node) {
      path += `H${cell.x + width}`;
    }
  });
  return path;
}
