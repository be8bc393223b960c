import { random } from "./visitor.js";

const IDS_PER_MS = 4_096;
const PING_MS = 10_000;

/**
 * Sends events to a Runnel collector. What happens at once (in one turn of the browser) goes in one request, which outlives
 * the page. `onChange(entries)` is told of every event when it is sent and when its fate is known; `onStatus(connected, why)`
 * whether the collector answers.
 */
export class Collector {
  #base;
  #onChange;
  #onStatus;
  #waiting = [];
  #lastId = 0;

  constructor(base, { onChange, onStatus }) {
    this.#base = base;
    this.#onChange = onChange;
    this.#onStatus = onStatus;
    addEventListener("pagehide", () => this.#flush());
    setInterval(() => this.ping(), PING_MS);
  }

  /** An event as the contract wants it; its id is unique and below 2^53, so that JavaScript keeps every digit. */
  send(type, event) {
    const record = { id: this.#nextId(), type, package_id: "demo-shop", event };
    const entry = { record, state: "sending", at: Date.now() };
    this.#waiting.push(entry);
    this.#onChange([entry]);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#flush(), 0);
    }
  }

  async ping() {
    try {
      const response = await fetch(`${this.#base}/ping`, { cache: "no-store" });
      this.#onStatus(response.ok, response.ok ? "" : `it answered ${response.status}`);
    } catch {
      this.#onStatus(false, "it does not answer");
    }
  }

  async #flush() {
    const batch = this.#waiting.splice(0);
    if (batch.length === 0) {
      return;
    }
    try {
      const response = await fetch(`${this.#base}/collect`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(batch.map(({ record }) => record)),
        keepalive: true,
      });
      settle(batch, response, await read(response));
      this.#onStatus(response.ok, response.ok ? "" : `it answered ${response.status}`);
    } catch {
      fail(batch, "the collector does not answer");
      this.#onStatus(false, "it does not answer");
    }
    this.#onChange(batch);
  }

  #nextId() {
    this.#lastId = Math.max(this.#lastId + 1, Date.now() * IDS_PER_MS + random(IDS_PER_MS));
    return this.#lastId;
  }
}

async function read(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** The answer counts the invalid events and names each in `errors` by its place in the batch. */
function settle(batch, response, answer) {
  if (!response.ok) {
    fail(batch, answer.detail ?? answer.title ?? `the collector answered ${response.status}`);
    return;
  }
  batch.forEach((entry) => (entry.state = "accepted"));
  const errors = answer.errors ?? [];
  errors.forEach(({ index, code, field, message }) => fail([batch[index]], `${code}: ${field ? `${field} ` : ""}${message}`, "invalid"));
  if (errors.length === 0 && answer.invalid_count > 0) {
    fail(batch, `${answer.invalid_count} of the ${batch.length} events sent together are invalid`, "invalid");
  }
}

function fail(entries, why, state = "failed") {
  entries.filter(Boolean).forEach((entry) => Object.assign(entry, { state, why }));
}
