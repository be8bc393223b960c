import { html, nothing } from "../vendor.js";
import { count } from "../parts/format.js";

const WORDS = {
  replayed: "replayed",
  valid: "would be valid",
  still_invalid: "still invalid",
  not_mended: "could not be mended",
  in_the_log: "in the log already",
  already_replayed: "replayed before",
};
const GOOD = ["replayed", "valid", "already_replayed"];
const SHOWN = 5;

/**
 * Asks the server to replay, answer by answer to the end; `onPiece` hears of each. Never throws: what comes back is
 * `{name: "done", ...}` or `{name: "error", title, detail}`. The values of `set` are JSON texts.
 */
export async function replay({ set, ...request }, onPiece = () => {}) {
  const total = { name: "running", dryRun: request.dry_run ?? false, matched: 0, scanned: 0, counts: {}, results: [] };
  let after;
  do {
    const answer = await post(body({ ...request, after }, set));
    if (answer.name === "error") {
      return answer;
    }
    total.matched += answer.matched;
    total.scanned += answer.scanned;
    for (const outcome of Object.keys(WORDS)) {
      total.counts[outcome] = (total.counts[outcome] ?? 0) + (answer[outcome] ?? 0);
    }
    total.results.push(...answer.results.filter(({ outcome }) => !GOOD.includes(outcome)).slice(0, SHOWN));
    after = answer.next;
    onPiece(total);
  } while (after);
  return { ...total, name: "done" };
}

/** The whole text of a record, which the live list may have cut; nothing when it is no text or cannot be had. */
export async function wholeText(stream, { partition, offset }) {
  try {
    const response = await fetch(`/v1/invalid?stream=${encodeURIComponent(stream)}&after=${partition}:${offset}-${offset + 1}`);
    if (!response.ok) return undefined;
    const [record] = (await response.json()).records;
    return record?.decoded ?? record?.value;
  } catch {
    return undefined;
  }
}

/** A person's text as JSON: itself where it is JSON, so that no digit is lost, else a string. */
export function jsonText(text) {
  try {
    JSON.parse(text);
    return text.trim();
  } catch {
    return JSON.stringify(text);
  }
}

function body(request, set) {
  const rest = JSON.stringify(request);
  const members = Object.entries(set ?? {}).map(([path, value]) => `${JSON.stringify(path)}:${value}`);
  return members.length ? `${rest.slice(0, -1)},"set":{${members.join(",")}}}` : rest;
}

async function post(text) {
  try {
    const response = await fetch("/v1/invalid/replay", { method: "POST", headers: { "Content-Type": "application/json" }, body: text });
    const answer = await response.json();
    return response.ok ? answer : { name: "error", title: answer.title, detail: answer.detail };
  } catch (error) {
    return { name: "error", title: "The server did not answer", detail: `${error.message}. Asking again sends nothing twice.` };
  }
}

/** What became of a replay, in words. */
export function replayResult(state) {
  if (!state) {
    return nothing;
  }
  if (state.name === "error") {
    return html`<div class="replay-result bad" role="alert" data-testid="replay-error"><strong>${state.title}</strong> ${state.detail}</div>`;
  }
  if (state.name === "running") {
    return html`<div class="replay-result" role="status">Looking at the records… ${state.scanned ? `${count(state.scanned)} so far` : ""}</div>`;
  }
  const parts = Object.entries(state.counts).filter(([, number]) => number > 0);
  const failed = state.results.length > 0;
  return html`<div class="replay-result ${failed ? "warn" : "good"}" role="status" data-testid="replay-result">
    ${state.matched ? html`<strong>${count(state.matched)} ${state.matched === 1 ? "record" : "records"}:</strong> ${parts.map(([outcome, number], i) => `${i ? ", " : ""}${count(number)} ${WORDS[outcome]}`)}` : html`<strong>No record left to replay.</strong>`}${state.dryRun ? "; nothing was sent." : "."}
    ${failed ? html`<ul>${state.results.slice(0, SHOWN).map((result) => html`<li><code>${result.id}</code> ${result.code ? html`<span class="tag bad">${result.code}</span> ` : nothing}${result.field ? html`<code>${result.field}</code> ` : nothing}${result.message}</li>`)}</ul>` : nothing}
  </div>`;
}
