import { html, nothing, repeat } from "../vendor.js";
import { clockMs, count } from "../parts/format.js";
import { recordDetail } from "../stream/record-detail.js";

const SHOWN = 20;
const ON_FAIL = { invalid: "kept as invalid", warn: "counted, and passes", fail: "ends the model" };

/** The data checks of one model, how many of its rows were invalid and why, and the newest of them. */
export function modelRows({ store, redraw }, name) {
  const close = store.followInvalid(name);
  let opened;

  function open(record) {
    opened = opened === idOf(record) ? undefined : idOf(record);
    redraw();
  }

  function render({ expect = [] }) {
    const codes = Object.entries(store.model(name).invalid_by_code).sort((a, b) => b[1] - a[1]);
    const newest = (store.invalids.get(name)?.records ?? []).slice(0, SHOWN);
    return html`${expect.length ? checks(expect) : nothing} ${codes.length ? reasons(codes) : nothing}
      ${newest.length ? html`<ol class="records short" aria-label="Newest invalid rows of ${name}" tabindex="0">${repeat(newest, idOf, item)}</ol>` : nothing}`;
  }

  function checks(expect) {
    return html`<ul class="model-checks" aria-label="Checks of ${name}">
      ${expect.map((check) => html`<li><code>${check.rule}</code> <span class="muted">a row that fails is ${ON_FAIL[check.on_fail]}</span></li>`)}
    </ul>`;
  }

  function reasons(codes) {
    return html`<p class="model-codes" data-testid="model-codes">
      ${codes.map(([code, number]) => html`<span class="tag bad" data-code=${code}>${code} <b>${count(number)}</b></span> `)}
      <span class="muted">${Object.entries(store.model(name).invalid_by_stage).map(([stage, number], i) => `${i ? ", " : ""}${count(number)} ${stage}`)}</span>
    </p>`;
  }

  function item(record) {
    const isOpen = opened === idOf(record);
    return html`<li>
      <button class="record invalid" aria-expanded=${isOpen} @click=${() => open(record)} data-testid="model-invalid-record" data-code=${record.code}>
        <span class="when">${clockMs(record.received_at)}</span>
        <span><span class="tag bad">${record.code}</span></span>
        <span class="says clip">${record.field ? html`<code>${record.field}</code> ` : nothing}${record.message} <span class="muted">${record.stage} ${record.destination}</span></span>
      </button>
      ${isOpen ? recordDetail(record, { actions: html`<p class="muted">${whatToDo(record)}</p>` }) : nothing}
    </li>`;
  }

  return { render, close };
}

/** A model's row stands in no log, so nobody can send it again. */
function whatToDo({ stage }) {
  return stage === "write" ? "Mend the destination; the model writes the row again when it changes." : "Mend the query, the rule, or the records that the model reads.";
}

const idOf = ({ partition, offset }) => `${partition}/${offset}`;
