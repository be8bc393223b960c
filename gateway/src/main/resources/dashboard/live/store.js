import { Follows } from "./follows.js";
import { Ring } from "./ring.js";
import { ViewRows } from "./view-rows.js";

const FIGURES = ["accepted_per_s", "invalid_per_s", "latency_ms", "lag"];
const INVALID_KEPT = 200;

/** What the server last said, as the pages need it. Every change ends in one call of `onChange`. */
export class Store {
  phase = { name: "connecting" };
  pipeline;
  tick;
  figures = {};
  nodeRates = new Map();
  streamRates = new Map();
  views = new Map();
  tails = new Map();
  invalids = new Map();
  #onChange;
  #follows = new Follows();

  constructor(onChange) {
    this.#onChange = onChange;
  }

  attach(send) {
    this.#follows.attach(send);
  }

  setPhase(phase) {
    if (phase.name !== this.phase.name || phase.nextTryAt !== this.phase.nextTryAt) {
      this.phase = phase;
      this.#onChange();
    }
  }

  take(message) {
    this.#takers[message.type]?.(message);
    this.#onChange();
  }

  followView(model) {
    const of = { model };
    return this.#follows.add("view", of, {
      onFirst: () => this.views.set(model, new ViewRows(this.viewOf(model))),
      onLast: () => this.views.delete(model),
    });
  }

  /** `onRecords(records, skipped)` is called with each message, newest record last. */
  followTail(stream, onRecords) {
    return this.#follows.add("tail", { stream }, {
      onFirst: () => this.tails.set(stream, onRecords),
      onLast: () => this.tails.delete(stream),
    });
  }

  followInvalid(stream) {
    return this.#follows.add("invalid", { stream }, {
      onFirst: () => this.invalids.set(stream, { records: [], loaded: false }),
      onLast: () => this.invalids.delete(stream),
    });
  }

  viewOf(model) {
    return this.pipeline?.views.find((view) => view.model === model);
  }

  node(id) {
    return this.tick?.nodes[id] ?? { state: "idle", per_s: 0, total: 0 };
  }

  stream(name) {
    return this.tick?.streams[name] ?? { accepted: 0, invalid: 0, landed: 0, lag: 0, accepted_per_s: 0, invalid_per_s: 0 };
  }

  model(name) {
    return this.tick?.models?.[name] ?? { invalid: 0, warned: 0, invalid_by_code: {}, invalid_by_stage: {} };
  }

  #takers = {
    snapshot: (message) => this.#start(message),
    tick: (message) => this.#advance(message),
    view: ({ model, rows }) => this.views.get(model)?.replace(rows),
    view_change: ({ model, upserts, deletes }) => this.views.get(model)?.change(upserts, deletes),
    tail: ({ stream, records, skipped }) => this.tails.get(stream)?.(records, skipped ?? 0),
    invalid: (message) => this.#addInvalid(message),
  };

  #start({ at, pipeline, tick }) {
    this.pipeline = pipeline;
    this.tick = { at, ...tick };
    for (const figure of FIGURES) {
      this.figures[figure] = new Ring(tick.totals?.history?.[figure], at);
    }
    this.nodeRates = new Map(pipeline.nodes.map(({ id }) => [id, new Ring(tick.nodes[id]?.history, at)]));
    this.streamRates = new Map(pipeline.streams.map(({ name }) => [name, this.#ratesOf(name, at)]));
    for (const model of this.views.keys()) {
      this.views.set(model, new ViewRows(this.viewOf(model)));
    }
    for (const stream of this.invalids.keys()) {
      this.invalids.set(stream, { records: [], loaded: false });
    }
  }

  #ratesOf(stream, at) {
    const past = (kind) => {
      const node = this.pipeline.nodes.find((n) => n.kind === kind && n.stream === stream);
      return this.tick.nodes[node?.id]?.history;
    };
    return { accepted: new Ring(past("stream"), at), invalid: new Ring(past("invalid"), at) };
  }

  #advance(tick) {
    if (!this.pipeline) {
      return;
    }
    this.tick = tick;
    for (const figure of FIGURES) {
      this.figures[figure].add(tick.totals[figure], tick.at);
    }
    for (const [id, ring] of this.nodeRates) {
      ring.add(tick.nodes[id]?.per_s ?? 0, tick.at);
    }
    for (const [name, rates] of this.streamRates) {
      const now = this.stream(name);
      rates.accepted.add(now.accepted_per_s, tick.at);
      rates.invalid.add(now.invalid_per_s, tick.at);
    }
  }

  /** A record comes again when it was replayed, and then stands where it stood. */
  #addInvalid({ stream, records }) {
    const known = this.invalids.get(stream);
    if (known) {
      const again = new Map(records.map((record) => [placeOf(record), record]));
      const kept = known.records.map((record) => take(again, placeOf(record)) ?? record);
      const newestFirst = [...again.values()].sort((a, b) => b.received_at - a.received_at);
      this.invalids.set(stream, { records: [...newestFirst, ...kept].slice(0, INVALID_KEPT), loaded: true });
    }
  }
}

const placeOf = ({ partition, offset }) => `${partition}/${offset}`;

function take(map, key) {
  const value = map.get(key);
  map.delete(key);
  return value;
}
