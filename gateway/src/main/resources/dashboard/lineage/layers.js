const SWEEPS = 8;

/**
 * The columns of the picture, each a list of cells from top to bottom. An edge across several columns gets an invisible cell
 * in each column between, so that it finds a way round the nodes there. Order within a column follows the mean place of the
 * neighbours, swept to and fro (Sugiyama, Tagawa and Toda 1981); the order with the fewest crossings is kept.
 */
export function layersOf(nodes, edges, ranks) {
  const layers = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => []);
  for (const node of nodes) {
    layers[ranks.get(node.id)].push({ id: node.id, node, left: [], right: [] });
  }
  const cells = new Map(layers.flat().map((cell) => [cell.id, cell]));
  const chains = edges
    .filter(({ from, to }) => cells.has(from) && cells.has(to) && ranks.get(from) < ranks.get(to))
    .map((edge) => chain(edge, cells, ranks, layers));
  return { layers: arranged(layers), chains };
}

/** The cells an edge passes, first to last, each joined with the next. */
function chain(edge, cells, ranks, layers) {
  const passed = [cells.get(edge.from)];
  for (let column = ranks.get(edge.from) + 1; column < ranks.get(edge.to); column++) {
    const bend = { id: `${edge.from}>${edge.to}@${column}`, left: [], right: [] };
    layers[column].push(bend);
    passed.push(bend);
  }
  passed.push(cells.get(edge.to));
  passed.slice(1).forEach((cell, i) => {
    passed[i].right.push(cell);
    cell.left.push(passed[i]);
  });
  return { edge, cells: passed };
}

function arranged(layers) {
  number(layers);
  let best = layers;
  let fewest = crossings(layers);
  let current = layers;
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    current = swept(current, sweep % 2 === 0 ? "left" : "right");
    const now = crossings(current);
    if (now < fewest) {
      best = current;
      fewest = now;
    }
  }
  number(best);
  return best;
}

function swept(layers, side) {
  const result = layers.map((layer) => [...layer]);
  const order = side === "left" ? result : [...result].reverse();
  for (const layer of order) {
    const wish = new Map(layer.map((cell) => [cell, mean(cell[side].map((other) => other.place)) ?? cell.place]));
    layer.sort((a, b) => wish.get(a) - wish.get(b) || a.place - b.place);
    layer.forEach((cell, i) => (cell.place = i));
  }
  return result;
}

function number(layers) {
  layers.forEach((layer) => layer.forEach((cell, i) => (cell.place = i)));
}

function crossings(layers) {
  let found = 0;
  for (const layer of layers) {
    const lines = layer.flatMap((cell) => cell.right.map((to) => [cell.place, to.place]));
    for (let i = 0; i < lines.length; i++) {
      for (let j = i + 1; j < lines.length; j++) {
        found += (lines[i][0] - lines[j][0]) * (lines[i][1] - lines[j][1]) < 0 ? 1 : 0;
      }
    }
  }
  return found;
}

export function mean(values) {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
