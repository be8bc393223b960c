import { html } from "../vendor.js";

const TOKENS = /"(?:[^"\\]|\\[^])*"?|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+|[^]/g;
const STEP = "  ";

/**
 * A record's own text, laid out and coloured. It works on the text, token by token, not on parsed values: numbers keep every
 * digit, duplicate keys stay visible, and text that is not JSON or was cut is shown as far as it goes.
 */
export function jsonView(text) {
  return html`<pre class="code" tabindex="0" data-testid="json">${pretty(text).map(({ kind, text: part }) =>
    kind ? html`<span class=${kind}>${part}</span>` : part,
  )}</pre>`;
}

function pretty(text) {
  const tokens = (text.match(TOKENS) ?? []).filter((token) => token.trim() !== "");
  if (!/^[[{]/.test(tokens[0] ?? "")) {
    return [{ text }];
  }
  const out = [];
  let depth = 0;
  const line = () => out.push({ text: "\n" + STEP.repeat(depth) });
  tokens.forEach((token, i) => {
    const opens = token === "{" || token === "[";
    const closes = token === "}" || token === "]";
    const empty = closes && tokens[i - 1] === (token === "}" ? "{" : "[");
    if (closes) {
      depth = Math.max(0, depth - 1);
      if (!empty) {
        line();
      }
    }
    out.push({ kind: kindOf(token, tokens[i + 1]), text: token === ":" ? ": " : token });
    if (opens) {
      depth++;
    }
    if (token === "," || (opens && !/^[\]}]$/.test(tokens[i + 1] ?? ""))) {
      line();
    }
  });
  return out;
}

function kindOf(token, next) {
  if (token[0] === '"') {
    return next === ":" ? "key" : "string";
  }
  if (/^-?\d/.test(token)) {
    return "num";
  }
  return /^[a-z]/.test(token) ? "word" : undefined;
}
