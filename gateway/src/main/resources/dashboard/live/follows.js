/** What the pages follow: asked for once however many parts want it, and asked for again after a reconnection. */
export class Follows {
  #wanted = new Map();
  #send = () => {};

  attach(send) {
    this.#send = send;
    for (const { subject } of this.#wanted.values()) {
      send({ follow: subject.what, ...subject.of });
    }
  }

  /** Starts following; what it returns ends that. */
  add(what, of, { onFirst, onLast }) {
    const key = JSON.stringify([what, of]);
    const entry = this.#wanted.get(key) ?? { subject: { what, of }, count: 0 };
    entry.count++;
    if (entry.count === 1) {
      this.#wanted.set(key, entry);
      onFirst();
      this.#send({ follow: what, ...of });
    }
    return () => {
      entry.count--;
      if (entry.count === 0) {
        this.#wanted.delete(key);
        this.#send({ unfollow: what, ...of });
        onLast();
      }
    };
  }
}
