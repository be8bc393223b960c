import { html, nothing, repeat } from "../vendor.js";
import { clockMs, count } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { blank } from "../parts/states.js";
import { recordDetail } from "./record-detail.js";

const KEPT = 500;
const SHOWN = 100;

/** The stream's records as they come, newest first. Opening one pauses the rest, so that it stays under the pointer. */
export function tailPanel({ store, redraw }, name) {
  let records = [];
  let arrived = [];
  let skipped = 0;
  let paused = false;
  let filter = "";
  let opened;

  const unfollow = store.followTail(name, (added, left) => {
    skipped += left;
    const newest = [...added].reverse();
    if (paused) {
      arrived = [...newest, ...arrived].slice(0, KEPT);
    } else {
      records = [...newest, ...records].slice(0, KEPT);
    }
  });

  function pause(yes) {
    paused = yes;
    if (!paused) {
      records = [...arrived, ...records].slice(0, KEPT);
      arrived = [];
      opened = undefined;
    }
    redraw();
  }

  function open(record) {
    opened = opened === record ? undefined : record;
    paused = true;
    redraw();
  }

  function matching() {
    const sought = filter.trim().toLowerCase();
    return sought ? records.filter(({ value, key }) => `${key} ${value}`.toLowerCase().includes(sought)) : records;
  }

  function render() {
    const found = matching();
    return html`<section class="panel" id="tail" tabindex="-1" aria-label="Live tail" data-testid="tail">
      <div class="panel-head">
        <h2>Live tail</h2>
        <span class="about" data-testid="tail-count">${summary(found.length)}</span>
        <div class="push">
          <input class="field filter" type="search" placeholder="Filter by text" aria-label="Filter records by text" .value=${filter} @input=${(event) => narrow(event.target.value)} data-testid="tail-filter">
          <button class="button" aria-pressed=${paused} @click=${() => pause(!paused)} data-testid="tail-pause">
            ${icon(paused ? "play" : "pause")}${paused ? `Resume${arrived.length ? ` (${arrived.length}${arrived.length === KEPT ? "+" : ""} new)` : ""}` : "Pause"}
          </button>
        </div>
      </div>
      <ol class="records" aria-label="Newest records" tabindex="0">${found.length ? repeat(found.slice(0, SHOWN), idOf, item) : html`<li class="empty-item">${empty()}</li>`}</ol>
    </section>`;
  }

  function narrow(text) {
    filter = text;
    redraw();
  }

  function summary(found) {
    if (paused) {
      return "paused";
    }
    return filter ? `${found} of the newest ${records.length}` : skipped ? `newest first; ${count(skipped)} passed too fast to show` : "newest first";
  }

  function empty() {
    return filter && records.length
      ? blank("No record matches", `None of the newest ${records.length} contains “${filter}”.`)
      : blank("Waiting for the next record", html`Records appear the moment the log has them. <a href="#send">How to send one</a>`);
  }

  function item(record) {
    const isOpen = opened === record;
    return html`<li>
      <button class="record" aria-expanded=${isOpen} @click=${() => open(record)} data-testid="tail-record">
        <span class="when">${clockMs(record.received_at)}</span><span class="place clip">${record.partition}/${record.offset}</span>
        ${record.gone ? html`<span class="text muted">a row was taken back: ${record.key}</span>` : html`<span class="text clip">${record.value}</span>`}
      </button>
      ${isOpen ? recordDetail(record) : nothing}
    </li>`;
  }

  return { render, close: unfollow };
}

const idOf = ({ partition, offset }) => `${partition}/${offset}`;
