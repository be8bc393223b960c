import { html } from "../vendor.js";
import { icon } from "./icons.js";

const SHOWN_MS = 1_600;

/** A button that puts text on the clipboard and says so on itself. `text` may be a function, asked when pressed. */
export function copyButton(text, { label = "Copy", id = "copy" } = {}) {
  return html`<button class="button" data-testid=${id} @click=${(event) => copy(event.currentTarget, text)}>
    ${icon("copy")}<span>${label}</span><span class="copied" aria-live="polite"></span>
  </button>`;
}

async function copy(button, text) {
  const says = button.querySelector(".copied");
  says.textContent = (await write(typeof text === "function" ? text() : text)) ? "Copied" : "Not allowed here";
  setTimeout(() => says.replaceChildren(), SHOWN_MS);
}

/** The clipboard is only there on https and loopback; elsewhere the person copies by hand. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
