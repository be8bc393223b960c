const MOST = 100;
const EVERY_MS = 1_000;
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The newest things that happened, newest first. */
export class Activity {
  #list;
  #lastChange = 0;

  constructor(list) {
    this.#list = list;
  }

  /** @param kind `good`, `bad` or `plain` */
  add(text, kind = "plain") {
    const entry = document.createElement("li");
    const when = document.createElement("time");
    when.textContent = time.format(new Date());
    entry.dataset.kind = kind;
    entry.append(when, text);
    this.#list.prepend(entry);
    while (this.#list.children.length > MOST) {
      this.#list.lastChild.remove();
    }
  }

  /** One of many: what comes within a second of the one before is left out. */
  sample(text) {
    const now = performance.now();
    if (now - this.#lastChange >= EVERY_MS) {
      this.#lastChange = now;
      this.add(text);
    }
  }
}
