const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** The server speaks once a second; silence this long means that the line is dead though nobody said so. */
const SILENCE_MS = 6_000;

/**
 * One WebSocket that mends itself: after a loss it tries again, each time after about twice the wait, at most ten seconds.
 * Its phase is `connecting` (never yet there), `live` (messages arrive) or `offline` (with the time of the next try).
 */
export class Connection {
  #url;
  #onMessage;
  #onOpen;
  #onPhase;
  #socket;
  #wait = FIRST_WAIT_MS;
  #timer;
  #heardAt = 0;

  constructor({ url, onMessage, onOpen, onPhase }) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#onOpen = onOpen;
    this.#onPhase = onPhase;
    addEventListener("online", () => this.retry());
    setInterval(() => this.#checkSilence(), 2_000);
  }

  open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => this.#onOpen((message) => this.#send(socket, message));
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = () => this.#lost(socket);
  }

  /** Tries at once, unless it is live or just trying. */
  retry() {
    if (!this.#socket || this.#socket.readyState > WebSocket.OPEN) {
      this.#wait = FIRST_WAIT_MS;
      this.open();
    }
  }

  #send(socket, message) {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message));
    }
  }

  #hear(text) {
    this.#heardAt = Date.now();
    this.#wait = FIRST_WAIT_MS;
    this.#onPhase({ name: "live" });
    this.#onMessage(JSON.parse(text, keepLongIntegers(text)));
  }

  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = undefined;
    const wait = this.#wait * (0.8 + Math.random() * 0.4);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    this.#onPhase({ name: "offline", nextTryAt: Date.now() + wait });
    this.#timer = setTimeout(() => this.open(), wait);
  }

  #checkSilence() {
    const socket = this.#socket;
    if (socket && Date.now() - this.#heardAt > SILENCE_MS) {
      socket.onclose = null;
      socket.close();
      this.#lost(socket);
    }
  }
}

/** A reviver that keeps integers beyond 2^53 as their text, where the browser can; none when the text has no long number. */
function keepLongIntegers(text) {
  if (!/\d{16}/.test(text)) {
    return undefined;
  }
  return (key, value, context) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? context.source
      : value;
}
