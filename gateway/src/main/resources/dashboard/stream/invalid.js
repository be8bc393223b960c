import { html, nothing, repeat } from "../vendor.js";
import { clockMs } from "../parts/format.js";
import { blank } from "../parts/states.js";
import { mendOne } from "./mend-one.js";
import { recordDetail } from "./record-detail.js";
import { replayForm } from "./replay-form.js";

const SHOWN = 50;

/** The newest invalid records with their reasons and original bytes, to be mended and replayed; `choose(code)` narrows them to one reason. */
export function invalidPanel(context, name) {
  const { store, redraw } = context;
  const unfollow = store.followInvalid(name);
  const panel = { code: undefined, choose, render, close: unfollow };
  const form = replayForm(context, name, () => ({ code: panel.code, words: panel.code ? "those" : "every invalid record" }));
  const one = mendOne(context, name);
  let opened;
  let frozen;

  function choose(code) {
    panel.code = panel.code === code ? undefined : code;
    redraw();
  }

  /** An open record holds the list still, as in the tail. */
  function open(record, records) {
    opened = opened === idOf(record) ? undefined : idOf(record);
    frozen = opened ? records : undefined;
    redraw();
  }

  function render(fields) {
    const { records: newest, loaded } = store.invalids.get(name);
    const known = new Map(newest.map((record) => [idOf(record), record]));
    const records = frozen?.map((record) => known.get(idOf(record)) ?? record) ?? newest;
    const shown = records.filter(({ code }) => !panel.code || code === panel.code).slice(0, SHOWN);
    const held = frozen && idOf(newest[0]) !== idOf(frozen[0]);
    return html`<section class="panel" id="invalid" tabindex="-1" aria-label="Invalid records" data-testid="invalid-records">
      <div class="panel-head">
        <h2>Invalid records</h2>
        <span class="about">${held ? "newer ones wait until the open one is closed" : "newest first, with their original bytes"}</span>
        <div class="push">
          ${panel.code ? html`<span class="tag bad">${panel.code}</span><button class="button quiet" @click=${() => choose(panel.code)} data-testid="invalid-all">Show all</button>` : nothing}
          ${shown.length ? actions(shown) : nothing}
        </div>
      </div>
      ${form.render(fields)} ${shown.length ? list(shown, records) : empty(loaded)}
    </section>`;
  }

  /** The field that is proposed is that of the newest record shown. */
  function actions(shown) {
    return html`<button class="button" aria-expanded=${form.mode === "mend"} @click=${() => form.toggle("mend", shown[0].field)} data-testid="invalid-mend">Mend</button>
      <button class="button" aria-expanded=${form.mode === "replay"} @click=${() => form.toggle("replay")} data-testid="invalid-replay">Replay</button>`;
  }

  function list(shown, records) {
    return html`<ol class="records short" aria-label="Newest invalid records" tabindex="0">${repeat(shown, idOf, (record) => item(record, records))}</ol>`;
  }

  function empty(loaded) {
    if (panel.code) {
      return blank("None among the newest", "Older ones: runnel invalid list.");
    }
    return loaded || store.stream(name).invalid === 0 ? blank("No invalid records", "Every record so far kept the contract.", { picture: "check" }) : blank("Waiting for the records…");
  }

  function item(record, records) {
    const isOpen = opened === idOf(record);
    return html`<li>
      <button class="record invalid ${record.replayed ? "done" : ""}" aria-expanded=${isOpen} @click=${() => open(record, records)} data-testid="invalid-record" data-code=${record.code} data-replayed=${Boolean(record.replayed)}>
        <span class="when">${clockMs(record.received_at)}</span>
        <span><span class="tag bad">${record.code}</span></span>
        <span class="says clip">${record.replayed ? html`<span class="tag good">replayed</span> ` : nothing}${record.field ? html`<code>${record.field}</code> ` : nothing}${record.message} <span class="muted">${record.stage} ${record.destination}</span></span>
      </button>
      ${isOpen ? detail(record) : nothing}
    </li>`;
  }

  function detail(record) {
    const actions = one.render(record);
    return recordDetail(record, { actions, showsText: !one.isEditing() });
  }

  return panel;
}

const idOf = ({ partition, offset }) => `${partition}/${offset}`;
