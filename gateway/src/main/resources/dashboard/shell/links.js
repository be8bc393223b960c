/** The addresses of our pages, made in one place. */
export const streamLink = (name, part = "") => `/streams/${encodeURIComponent(name)}${part}`;
export const queryLink = (sql) => `/query?sql=${encodeURIComponent(sql)}`;
export const modelAnchor = (name) => `model-${name}`;
export const viewAnchor = (name) => `view-${name}`;

/** Where a node of the lineage leads, or nothing when no page tells more of it. */
export function nodeLink(node, pipeline) {
  const owner = ownerOf(node);
  const isStream = pipeline.streams.some((stream) => stream.name === owner);
  switch (node.kind) {
    case "invalid":
      return streamLink(owner, "#invalid");
    case "model":
      return pipeline.models.some((model) => model.name === owner) ? `/#${modelAnchor(owner)}` : undefined;
    case "destination":
      return destinationLink(node, owner, isStream);
    default:
      return isStream ? streamLink(owner) : undefined;
  }
}

/** The stream or model a node belongs to: named by the node, or the first part of its id, `destination:events/lake/0`. */
function ownerOf(node) {
  return node.stream ?? node.id.slice(node.id.indexOf(":") + 1).split("/")[0];
}

function destinationLink(node, owner, isStream) {
  if (node.title === "view") {
    return `/#${viewAnchor(owner)}`;
  }
  if (node.title === "lake") {
    return queryLink(`SELECT * FROM ${owner} LIMIT 100`);
  }
  return isStream ? streamLink(owner) : `/#${modelAnchor(owner)}`;
}
