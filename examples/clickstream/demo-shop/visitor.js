/** Who this browser pretends to be, kept until the tab closes. */
export function visitor() {
  const kept = read();
  if (kept) {
    return kept;
  }
  const drawn = { customer_id: 10_000 + random(90_000), ip: `203.0.113.${1 + random(254)}` };
  write(drawn);
  return drawn;
}

/*
 * A page cannot know its own network address, so one is drawn from TEST-NET-3 (RFC 5737): enough to see that the contract
 * masks it before it is stored.
 */
const KEY = "demo-shop.visitor";

export function random(below) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % below;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // Storage may be forbidden; then each page load is another visitor.
  }
}
