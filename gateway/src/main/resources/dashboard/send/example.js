import { find } from "./rules.js";
import { sampleText } from "./sample-text.js";
import { parseType } from "./types.js";

/**
 * A record that keeps the contract, made from its fields: every field has a value that its type and rules allow.
 * A `row` stands in the list with its fields after it, each by its own path.
 */
export function exampleOf(fields) {
  const record = {};
  for (const field of fields.filter(({ type }) => type !== "row")) {
    put(record, placeOf(field).split("."), valueOf(parseType(field.type), field));
  }
  return record;
}

/** Where in the source record a field is read: at its own path unless a rule names another. */
const placeOf = ({ path, rules = [] }) => find(rules, /^found at (.+)$/) ?? path;

function put(target, [name, ...rest], value) {
  if (rest.length === 0) {
    target[name] = value;
  } else {
    target[name] ??= {};
    put(target[name], rest, value);
  }
}

function valueOf(type, field = {}) {
  switch (type.name) {
    case "list":
      return Array(Math.max(1, Number(find(field.rules ?? [], /^length at least (\d+)$/) ?? 1))).fill(valueOf(type.of));
    case "map":
      return { name: valueOf(type.of) };
    case "row":
      return Object.fromEntries(type.fields.map(({ name, type: inner }) => [name, valueOf(inner, { path: name })]));
    default:
      return plainValue(type.name, field.path ?? "", field.rules ?? []);
  }
}

function plainValue(type, path, rules) {
  const allowed = find(rules, /^one of ([^,]+)/);
  switch (type) {
    case "boolean":
      return allowed !== "false";
    case "int":
    case "bigint":
      return Number(allowed ?? Math.ceil(number(rules, 1)));
    case "float":
    case "double":
    case "decimal":
      return Number(allowed ?? number(rules, 9.5));
    case "timestamp":
      return allowed ?? instant(find(rules, /^(epoch_\w+)$/));
    case "date":
      return allowed ?? new Date().toISOString().slice(0, 10);
    case "time":
      return allowed ?? "12:30:00";
    case "bytes":
      return "UnVubmVs";
    case "json":
      return {};
    default:
      return allowed ?? sampleText(path, rules);
  }
}

function instant(format) {
  const seconds = Math.floor(Date.now() / 1_000);
  const numbers = { epoch_seconds: seconds, epoch_millis: seconds * 1_000, epoch_micros: seconds * 1_000_000 };
  return numbers[format] ?? new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}

/** A number between what the rules allow, as near to the wish as they let. */
function number(rules, wish) {
  const least = Number(find(rules, /^at least (-?[\d.]+)$/) ?? wish);
  const most = Number(find(rules, /^at most (-?[\d.]+)$/) ?? Infinity);
  return Math.min(Math.max(wish, least), most);
}
