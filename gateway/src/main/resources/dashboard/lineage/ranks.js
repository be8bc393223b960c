/**
 * How far right each node stands: one more than the farthest of those that feed it. Destinations that nothing reads stand
 * in the last column, where they can be compared. An edge that would close a circle is left out of the count.
 */
export function ranksOf(nodes, edges) {
  const into = new Map(nodes.map(({ id }) => [id, []]));
  const fed = new Set();
  for (const { from, to } of edges) {
    into.get(to)?.push(from);
    fed.add(from);
  }
  const ranks = new Map();
  const open = new Set();
  const rank = (id) => {
    if (!ranks.has(id)) {
      open.add(id);
      const feeders = (into.get(id) ?? []).filter((from) => into.has(from) && !open.has(from));
      ranks.set(id, feeders.reduce((most, from) => Math.max(most, rank(from) + 1), 0));
      open.delete(id);
    }
    return ranks.get(id);
  };
  nodes.forEach(({ id }) => rank(id));
  const last = Math.max(0, ...ranks.values());
  for (const { id, kind } of nodes) {
    if (kind === "destination" && !fed.has(id)) {
      ranks.set(id, last);
    }
  }
  return ranks;
}
