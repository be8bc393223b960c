import { init } from "/lib/echarts/6.0.0/dist/echarts.esm.min.js";

const EVERY_MS = 900;

/** A line of `{timestamp, avg_value}` rows, drawn at most about once a second, in the page's colours. */
export class AverageChart {
  #element;
  #chart;
  #timer;
  #rows = [];

  constructor(element) {
    this.#element = element;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    new ResizeObserver(() => this.#chart?.resize()).observe(element);
  }

  show(rows) {
    this.#rows = rows;
    this.#timer ??= setTimeout(() => this.#draw(), this.#chart ? EVERY_MS : 0);
  }

  #draw() {
    this.#timer = undefined;
    if (this.#rows.length === 0) {
      return;
    }
    this.#chart ??= init(this.#element);
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const text = { color: colour("--ink-3") };
    this.#chart.setOption({
      animation: false,
      grid: { left: 8, right: 28, top: 12, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", valueFormatter: (value) => value.toFixed(2) },
      xAxis: { type: "time", axisLabel: { ...text, hideOverlap: true }, axisLine: { lineStyle: { color: colour("--line") } } },
      yAxis: { type: "value", scale: true, axisLabel: text, splitLine: { lineStyle: { color: colour("--line") } } },
      series: [
        {
          type: "line",
          name: "Mean of 10 s",
          showSymbol: false,
          lineStyle: { width: 2, color: colour("--accent") },
          itemStyle: { color: colour("--accent") },
          data: this.#rows.map(({ timestamp, avg_value }) => [timestamp, avg_value]),
        },
      ],
    });
  }
}
