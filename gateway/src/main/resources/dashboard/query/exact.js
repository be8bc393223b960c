/** A reviver for JSON that keeps a number as its text where JavaScript would write it differently: `17.50`, integers beyond 2^53. */
export function exactNumbers(key, value, context) {
  return typeof value === "number" && context && context.source !== String(value) ? context.source : value;
}
