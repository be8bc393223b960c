import { html } from "../vendor.js";
import { ask } from "../query/ask.js";
import { resultPanel } from "../query/result.js";
import { tablesPanel } from "../query/tables.js";

const LIMITS = [100, 1_000, 10_000];

/** Read-only SQL over what has landed. The statement is part of the address, so that it can be shared. */
export function queryPage(context) {
  const { store, redraw } = context;
  let sql = new URLSearchParams(location.search).get("sql") ?? "";
  let limit = 1_000;
  let state = { name: "none" };
  let running;

  async function run() {
    if (!sql.trim() || running) {
      return;
    }
    running = new AbortController();
    state = { ...state, running: true };
    history.replaceState(null, "", `/query?sql=${encodeURIComponent(sql)}`);
    redraw();
    state = await ask(sql, limit, running.signal);
    running = undefined;
    redraw();
  }

  function press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  }

  /** Puts a name where the cursor stands. */
  function insert(text) {
    const editor = document.getElementById("sql");
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
    sql = editor.value;
    editor.focus();
    redraw();
  }

  function render() {
    sql ||= firstQuery(store.pipeline);
    return html`<div class="page-head"><h1 tabindex="-1">Query</h1><p class="about">Read-only SQL over everything that has landed. A record can be asked for once its file is rolled.</p></div>
      <div class="query-layout">
        <section class="panel" aria-label="Editor">
          <div class="panel-head"><h2><label for="sql">SQL</label></h2></div>
          <div class="editor">
            <textarea id="sql" spellcheck="false" autocapitalize="off" autocomplete="off" .value=${sql} @input=${(event) => (sql = event.target.value)} @keydown=${press} data-testid="query-sql"></textarea>
            ${bar()}
          </div>
          ${resultPanel(state)}
        </section>
        ${tablesPanel(store.pipeline, insert)}
      </div>`;
  }

  function bar() {
    return html`<div class="editor-bar">
      ${running ? html`<button class="button" @click=${() => running.abort()} data-testid="query-cancel">Cancel</button>` : html`<button class="button primary" @click=${run} data-testid="query-run">Run</button>`}
      <label>At most<select class="field" @change=${(event) => (limit = Number(event.target.value))} data-testid="query-limit">
        ${LIMITS.map((number) => html`<option value=${number} ?selected=${number === limit}>${number.toLocaleString("en-US")} rows</option>`)}
      </select></label>
      <span class="push">Ctrl or ⌘ + Enter runs it</span>
    </div>`;
  }

  return { title: "Query", render, close: () => running?.abort() };
}

function firstQuery({ streams }) {
  return streams.length ? `SELECT *\nFROM ${streams[0].name}\nLIMIT 20` : "";
}
