import { element } from "./element.js";

const SHOWN = 20;
const WORDS = { sending: "sending", accepted: "accepted", invalid: "invalid", failed: "failed" };

/** The list of the last twenty events, newest first, each with its fate; and the counters above it. */
export class EventLog {
  #list = document.getElementById("events");
  #empty = document.getElementById("no-events");
  #items = new Map();
  #counts = { sent: 0, accepted: 0, bad: 0 };

  /** Takes entries that are new or have changed. */
  take(entries) {
    for (const entry of entries) {
      if (this.#items.has(entry)) {
        this.#items.get(entry).replaceWith(this.#keep(entry));
      } else if (entry.state === "sending") {
        this.#counts.sent++;
        this.#list.prepend(this.#keep(entry));
      }
      this.#count(entry);
    }
    this.#trim();
    this.#show();
  }

  #keep(entry) {
    const item = itemOf(entry);
    this.#items.set(entry, item);
    return item;
  }

  #count({ state }) {
    this.#counts.accepted += state === "accepted" ? 1 : 0;
    this.#counts.bad += state === "invalid" || state === "failed" ? 1 : 0;
  }

  #trim() {
    const oldest = [...this.#items.keys()].slice(0, -SHOWN);
    for (const entry of oldest) {
      this.#items.get(entry).remove();
      this.#items.delete(entry);
    }
  }

  #show() {
    this.#empty.hidden = this.#items.size > 0;
    for (const [name, number] of Object.entries(this.#counts)) {
      document.getElementById(`count-${name}`).textContent = number.toLocaleString("en-US");
    }
    document.getElementById("bad").classList.toggle("some", this.#counts.bad > 0);
  }
}

function itemOf({ record, state, why, at }) {
  const { product_name: product, query } = record.event;
  const item = element("li", { class: `event ${state}`, "data-testid": "event", "data-state": state, "data-type": record.type });
  item.append(
    element("span", { class: `kind ${record.type}` }, record.type),
    element("span", { class: "what" }, product ?? (query ? `“${query}”` : record.event.page)),
    element("span", { class: "fate" }, WORDS[state]),
    element("time", { datetime: new Date(at).toISOString() }, new Date(at).toTimeString().slice(0, 8)),
  );
  if (why) {
    item.append(element("span", { class: "why", "data-testid": "event-why" }, why));
  }
  return item;
}
