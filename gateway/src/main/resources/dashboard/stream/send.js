import { html } from "../vendor.js";
import { copyButton } from "../parts/copy.js";
import { exampleOf } from "../send/example.js";
import { SNIPPETS } from "../send/snippets.js";

const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };

/** How to send a record from a program: ready to paste, with an example that keeps the contract. */
export function sendPanel({ redraw }) {
  let chosen = 0;
  let made = {};

  function choose(index) {
    chosen = (index + SNIPPETS.length) % SNIPPETS.length;
    redraw();
  }

  function press(event) {
    if (event.key in ARROWS) {
      event.preventDefault();
      choose(chosen + ARROWS[event.key]);
      requestAnimationFrame(() => document.getElementById(`send-tab-${SNIPPETS[chosen].id}`)?.focus());
    }
  }

  function render(stream) {
    if (made.stream !== stream) {
      made = { stream, example: exampleOf(stream.fields) };
    }
    const path = stream.paths?.[0] ?? `/v1/streams/${encodeURIComponent(stream.name)}`;
    const text = SNIPPETS[chosen].write(location.origin + path, made.example);
    return html`<section class="panel" id="send" tabindex="-1" aria-label="How to send" data-testid="send">
      <div class="panel-head">
        <h2>How to send</h2>
        <span class="about">one record, an array, or lines of JSON</span>
        <div class="push">
          <div class="switch" role="tablist" aria-label="Language" @keydown=${press}>${SNIPPETS.map(tab)}</div>
          ${copyButton(() => text, { id: "send-copy" })}
        </div>
      </div>
      <div class="send-stage" role="tabpanel" aria-labelledby="send-tab-${SNIPPETS[chosen].id}" id="send-stage">
        <pre class="code" tabindex="0" data-testid="send-code">${text}</pre>
      </div>
    </section>`;
  }

  function tab({ id, name }, index) {
    return html`<button role="tab" id="send-tab-${id}" aria-selected=${index === chosen} aria-controls="send-stage" tabindex=${index === chosen ? 0 : -1} @click=${() => choose(index)} data-testid="send-tab-${id}">${name}</button>`;
  }

  return { render };
}
