const LEAST_MS_BETWEEN = 240;

/**
 * Draws in animation frames: at once when a person did something, at most four times a second when only numbers
 * changed (faster is unreadable and costs), and not at all while the page is hidden.
 */
export class Painter {
  #paint;
  #drawnAt = 0;
  #timer;
  #frame;

  constructor(paint) {
    this.#paint = paint;
  }

  request() {
    if (!this.#timer && !this.#frame) {
      const wait = Math.max(0, this.#drawnAt + LEAST_MS_BETWEEN - performance.now());
      this.#timer = setTimeout(() => this.now(), wait);
    }
  }

  now() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#drawnAt = performance.now();
      this.#paint();
    });
  }
}
