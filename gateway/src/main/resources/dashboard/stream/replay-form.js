import { html, nothing } from "../vendor.js";
import { jsonText, replay, replayResult } from "./replay.js";

/** Replays many records at once: those of a reason or all, as they are or with one field set. `about()` says which. */
export function replayForm({ redraw }, name, about) {
  let mode;
  let path = "";
  let value = "";
  let state;

  /** Shows the form for `replay` or `mend`, or hides it again. */
  function toggle(wanted, field = "") {
    mode = mode === wanted ? undefined : wanted;
    path = field || path;
    state = undefined;
    redraw();
  }

  async function run(dryRun) {
    const { code } = about();
    const where = code ? `code = '${code.replaceAll("'", "''")}' AND NOT replayed` : "NOT replayed";
    state = { name: "running" };
    redraw();
    state = await replay({ stream: name, where, dry_run: dryRun, set: mode === "mend" ? { [path]: jsonText(value) } : undefined }, (piece) => {
      state = { ...piece };
      redraw();
    });
    redraw();
  }

  function submit(event) {
    event.preventDefault();
    run(event.submitter?.value === "check");
  }

  function render(fields) {
    if (!mode) {
      return nothing;
    }
    const { code, words } = about();
    const running = state?.name === "running";
    return html`<form class="replay-form" @submit=${submit} data-testid="replay-form">
      <p>
        ${mode === "mend" ? "Sets one field in" : "Sends"} ${words}${code ? html` with <span class="tag bad">${code}</span>` : nothing} that ${code ? "were" : "was"} not replayed yet${mode === "mend" ? ", and sends them" : ", byte for byte"}.
        What is valid then goes into the stream, once; the rest stays here.
      </p>
      ${mode === "mend" ? inputs(fields) : nothing}
      <div class="replay-bar">
        <button class="button" name="do" value="check" ?disabled=${running} data-testid="replay-check">Check</button>
        <button class="button primary" name="do" value="replay" ?disabled=${running} data-testid="replay-run">${mode === "mend" ? "Mend and replay" : "Replay"}</button>
        <span class="muted">Check says what would happen and sends nothing.</span>
      </div>
      ${replayResult(state)}
    </form>`;
  }

  function inputs(fields) {
    return html`<div class="replay-set">
      <label>Field <input class="field" required list="replay-fields" .value=${path} @input=${(event) => (path = event.target.value)} placeholder="event.price" data-testid="replay-path" /></label>
      <datalist id="replay-fields">${fields.map((field) => html`<option value=${field.path}></option>`)}</datalist>
      <label>Value <input class="field" .value=${value} @input=${(event) => (value = event.target.value)} placeholder="0, true, null or text" data-testid="replay-value" /></label>
    </div>`;
  }

  return {
    toggle,
    render,
    get mode() {
      return mode;
    },
  };
}
