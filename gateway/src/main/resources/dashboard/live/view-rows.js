const MOST_ROWS = 10_000;

/** One view's rows as they are now, by key. `rows` is a new array after each change, `loaded` once the first have come. */
export class ViewRows {
  loaded = false;
  #key;
  #oneRow;
  #byKey = new Map();
  #rows;
  #appended = 0;

  /** @param view as the pipeline's description has it; undefined before that has come */
  constructor(view) {
    this.#key = view?.key ?? [];
    this.#oneRow = view?.one_row ?? false;
  }

  get rows() {
    this.#rows ??= [...this.#byKey.values()];
    return this.#rows;
  }

  replace(rows) {
    this.#byKey.clear();
    this.loaded = true;
    this.change(rows, []);
  }

  change(upserts, deletes) {
    for (const row of upserts ?? []) {
      this.#byKey.set(this.#keyOf(row), row);
    }
    for (const key of deletes ?? []) {
      this.#byKey.delete(this.#keyOf(key));
    }
    while (this.#byKey.size > MOST_ROWS) {
      this.#byKey.delete(this.#byKey.keys().next().value);
    }
    this.#rows = undefined;
  }

  /** A row, or a key as an array, an object or, with one key column, the bare value. A view without a key only grows. */
  #keyOf(row) {
    if (this.#oneRow) {
      return "";
    }
    if (this.#key.length === 0) {
      return ++this.#appended;
    }
    if (Array.isArray(row)) {
      return JSON.stringify(row);
    }
    return JSON.stringify(row !== null && typeof row === "object" ? this.#key.map((name) => row[name]) : [row]);
  }
}
