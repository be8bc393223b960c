const SLOTS = 60;
const SLOT_MS = 1_000;

/** The past minute of one number, a value a second, oldest first. `values` is a new array whenever it changed. */
export class Ring {
  values;
  #at;

  constructor(values = [], at = 0) {
    this.values = values.slice(-SLOTS);
    this.#at = at;
  }

  /** Adds the value of a moment; of several within one second the first stays. */
  add(value, at) {
    if (at - this.#at >= SLOT_MS * 0.9 || this.values.length === 0) {
      this.#at = at;
      this.values = [...this.values.slice(1 - SLOTS), value];
    }
  }
}
