import { loadCharts } from "../vendor.js";
import { optionsOf } from "./options.js";
import { darkMode, palette } from "./palette.js";

const LEAST_MS_BETWEEN = 900;
/** How far below the window counts as in sight, so that the chart is there when the person arrives. */
const NEAR = "600px";

/**
 * `<live-chart .chart=${...}>`: draws what options.js understands, again when another object is set, at most about once a
 * second and only while in or near sight. The library is fetched when the first chart comes near. Says its `label` to screen
 * readers; whoever shows it offers the same numbers as text or table.
 */
class LiveChart extends HTMLElement {
  #chart;
  #drawn;
  #echarts;
  #inSight = false;
  #drawnAt = 0;
  #timer;
  #sight = new IntersectionObserver((entries) => this.#see(entries.at(-1).isIntersecting), { rootMargin: NEAR });
  #size = new ResizeObserver(() => this.#echarts?.resize());
  #retheme = () => this.#draw(true);

  set chart(chart) {
    this.#chart = chart;
    this.#plan();
  }

  set label(text) {
    if (this.getAttribute("aria-label") !== text) {
      this.setAttribute("role", "img");
      this.setAttribute("aria-label", text);
    }
  }

  connectedCallback() {
    this.#sight.observe(this);
    this.#size.observe(this);
    darkMode.addEventListener("change", this.#retheme);
  }

  disconnectedCallback() {
    this.#sight.disconnect();
    this.#size.disconnect();
    darkMode.removeEventListener("change", this.#retheme);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#echarts?.dispose();
    this.#echarts = undefined;
    this.#drawn = undefined;
    this.replaceChildren();
  }

  async #see(inSight) {
    this.#inSight = inSight;
    if (!inSight) {
      return;
    }
    if (!this.#echarts) {
      await this.#start();
    }
    this.#plan();
  }

  async #start() {
    if (this.childElementCount > 0) {
      return;
    }
    const waiting = this.#child("waiting", "Loading the chart…");
    try {
      const { init } = await loadCharts();
      if (this.isConnected) {
        waiting.remove();
        this.#echarts = init(this.#child("canvas"), null, { renderer: "canvas" });
      }
    } catch {
      waiting.textContent = "The chart library could not be loaded. The numbers are there as text.";
    }
  }

  #child(name, text = "") {
    const child = document.createElement("div");
    child.className = name;
    child.textContent = text;
    this.append(child);
    return child;
  }

  #plan() {
    if (this.#echarts && this.#inSight && this.#chart !== this.#drawn && !this.#timer) {
      const wait = Math.max(0, this.#drawnAt + LEAST_MS_BETWEEN - performance.now());
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        requestAnimationFrame(() => this.#draw(false));
      }, wait);
    }
  }

  #draw(whole) {
    if (this.#echarts && this.#chart) {
      const sameLines = this.#drawn && namesOf(this.#drawn) === namesOf(this.#chart);
      this.#drawn = this.#chart;
      this.#drawnAt = performance.now();
      this.#echarts.setOption(optionsOf(this.#chart, palette()), { notMerge: whole || !sameLines, lazyUpdate: true });
    }
  }
}

const namesOf = ({ kind, series }) => JSON.stringify([kind, series.map(({ name }) => name)]);

customElements.define("live-chart", LiveChart);
