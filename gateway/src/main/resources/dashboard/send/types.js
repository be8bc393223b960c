/**
 * A type's text as a tree: `list<row<id bigint!, name string>>` becomes
 * `{name: "list", of: {name: "row", fields: [{name, type}]}}`; precision and scale are left out.
 */
export function parseType(text) {
  const [, name, inner] = /^\s*([a-z]+)\s*(?:<(.*)>|\(.*\))?!?\s*$/s.exec(text) ?? [undefined, "string"];
  if (name === "list" || name === "map") {
    return { name, of: parseType(inner ?? "string") };
  }
  if (name === "row") {
    return { name, fields: splitFields(inner ?? "").map(parseField) };
  }
  return { name };
}

function parseField(text) {
  const [, name, type] = /^\s*(\S+)\s+(.*)$/s.exec(text) ?? [undefined, text.trim(), "string"];
  return { name, type: parseType(type) };
}

/** Splits at the commas that stand outside every bracket. */
function splitFields(text) {
  const parts = [];
  let depth = 0;
  let start = 0;
  [...text].forEach((char, i) => {
    depth += "<(".includes(char) ? 1 : ">)".includes(char) ? -1 : 0;
    if (char === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  });
  return [...parts, text.slice(start)].filter((part) => part.trim() !== "");
}
