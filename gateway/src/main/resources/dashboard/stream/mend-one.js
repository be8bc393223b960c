import { html, nothing } from "../vendor.js";
import { replay, replayResult, wholeText } from "./replay.js";

/** Replays one invalid record as it is, or as a person edited it. */
export function mendOne({ redraw }, name) {
  let of;
  let text;
  let state;

  /** Forgets the record before when another one is opened. */
  function open(record) {
    if (of?.partition !== record.partition || of?.offset !== record.offset) {
      text = undefined;
      state = undefined;
    }
    of = record;
  }

  async function edit() {
    const { partition, offset, value } = of;
    const whole = (await wholeText(name, { partition, offset })) ?? value;
    if (of.partition === partition && of.offset === offset) {
      text = whole;
      redraw();
      document.getElementById("mend-text")?.focus();
    }
  }

  async function run(dryRun) {
    const id = `${name}/${of.partition}/${of.offset}`;
    const which = text === undefined ? { where: `id = '${id}'`, after: `${of.partition}:${of.offset}-${of.offset + 1}` } : { records: [{ id, value: text }] };
    state = { name: "running" };
    redraw();
    state = await replay({ stream: name, dry_run: dryRun, ...which });
    redraw();
  }

  function render(record) {
    open(record);
    if (record.replayed) {
      text = undefined;
      return html`<div class="mend" data-testid="mend-one">${replayResult(state)}<p class="muted">This record was replayed, and is not sent again.</p></div>`;
    }
    const running = state?.name === "running";
    return html`<div class="mend" data-testid="mend-one">
      ${text === undefined ? nothing : editor()}
      <div class="replay-bar">
        ${text === undefined ? html`<button class="button" @click=${edit} data-testid="mend-edit">Mend</button>` : html`<button class="button quiet" @click=${leave} data-testid="mend-leave">Leave as it is</button><button class="button" ?disabled=${running} @click=${() => run(true)} data-testid="mend-check">Check</button>`}
        <button class="button ${text === undefined ? "" : "primary"}" ?disabled=${running} @click=${() => run(false)} data-testid="mend-replay">Replay</button>
      </div>
      ${replayResult(state)}
    </div>`;
  }

  function leave() {
    text = undefined;
    state = undefined;
    redraw();
  }

  function editor() {
    return html`<label class="hidden-text" for="mend-text">The record to be sent</label>
      <textarea id="mend-text" class="code" rows="8" spellcheck="false" autocapitalize="off" .value=${text} @input=${(event) => (text = event.target.value)} data-testid="mend-text"></textarea>`;
  }

  return {
    render,
    /** Whether the record's text stands in the editor, so that nobody needs it twice. */
    isEditing: () => text !== undefined,
  };
}
