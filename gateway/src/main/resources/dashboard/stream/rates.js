import { html } from "../vendor.js";
import { rate } from "../parts/format.js";
import "../charts/live-chart.js";

const MINUTE_MS = 60_000;

/** Accepted and invalid a second over the last minute. */
export function ratePanel(store, name) {
  let made = {};

  function chart(accepted, invalid, at) {
    if (made.at !== at) {
      const points = (values) => values.map((value, i) => [at - (values.length - 1 - i) * 1_000, value]);
      made = {
        at,
        chart: {
          kind: "time",
          from: at - MINUTE_MS,
          to: at,
          series: [
            { name: "accepted", points: points(accepted.values), tone: "good" },
            { name: "invalid", points: points(invalid.values), tone: "bad" },
          ],
        },
      };
    }
    return made.chart;
  }

  function render() {
    const { accepted, invalid } = store.streamRates.get(name);
    const most = Math.max(0, ...accepted.values);
    const label = `Records a second over the last minute: at most ${rate(most)} accepted and ${rate(Math.max(0, ...invalid.values))} invalid`;
    return html`<section class="panel" aria-label="Rates">
      <div class="panel-head"><h2>Records a second</h2><span class="about">last minute, UTC</span></div>
      <div class="panel-body"><live-chart .chart=${chart(accepted, invalid, store.tick.at)} .label=${label} data-testid="rate-chart"></live-chart></div>
    </section>`;
  }

  return { render };
}
