import { html, nothing } from "../vendor.js";
import { icon } from "../parts/icons.js";
import { STATE_WORDS } from "../shell/health.js";
import { streamLink } from "../shell/links.js";
import { codesPanel } from "../stream/codes.js";
import { contractPanel } from "../stream/contract.js";
import { driftPanel } from "../stream/drift.js";
import { invalidPanel } from "../stream/invalid.js";
import { ratePanel } from "../stream/rates.js";
import { sendPanel } from "../stream/send.js";
import { tailPanel } from "../stream/tail.js";
import { totals } from "../stream/totals.js";

/** Everything of one stream: its numbers, what passes, what broke the contract, the contract, how to send. */
export function streamPage(context, { name }) {
  const { store } = context;
  const tail = tailPanel(context, name);
  const invalid = invalidPanel(context, name);
  const rates = ratePanel(store, name);
  const send = sendPanel(context);

  function render() {
    const stream = store.pipeline.streams.find((one) => one.name === name);
    if (!stream) {
      return unknown(name, store.pipeline.streams);
    }
    return html`${head(stream, store.node(`stream:${name}`))} ${totals(store, name)}
      <div class="pair">${rates.render()} ${codesPanel(store, name, invalid)}</div>
      ${tail.render()} ${invalid.render(stream.fields)} ${driftPanel(store, name)} ${contractPanel(stream, store.stream(name).drift)} ${send.render(stream)}`;
  }

  return {
    title: name,
    render,
    close() {
      tail.close();
      invalid.close();
    },
  };
}

function head(stream, { state, why }) {
  return html`<div class="page-head">
    <p class="crumb"><a href="/">Overview</a> / Streams</p>
    <h1 tabindex="-1" data-testid="stream-name">${stream.name}</h1>
    <span class="pill ${state}" data-testid="stream-state" data-state=${state}><span class="dot ${state}"></span>${STATE_WORDS[state]}</span>
    <nav class="jump push" aria-label="On this page">
      <a href="#tail">Live tail</a><a href="#invalid">Invalid</a><a href="#contract">Contract</a><a href="#send">How to send</a>
    </nav>
    ${why ? html`<p class="about bad">${why}</p>` : nothing} ${stream.description ? html`<p class="about">${stream.description}</p>` : nothing}
    <dl class="facts">
      ${fact("Log", stream.topic && html`<code>${stream.topic}</code>${stream.partitions ? `, ${stream.partitions} partitions` : ""}`)}
      ${fact("Key", stream.key && html`<code>${stream.key}</code>`)} ${fact("Event time", stream.event_time && html`<code>${stream.event_time}</code>`)}
      ${fact("Takes records at", stream.paths?.length && html`<code>POST ${stream.paths.join(", ")}</code>`)}
    </dl>
  </div>`;
}

function fact(name, value) {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
}

function unknown(name, streams) {
  return html`<div class="blank tall" data-testid="unknown-stream">
    ${icon("stream")}
    <h1 tabindex="-1">No stream is called ${name}</h1>
    <p>${streams.length ? html`This pipeline has ${streams.map((one, i) => html`${i ? ", " : ""}<a href=${streamLink(one.name)}>${one.name}</a>`)}.` : "This pipeline has no streams yet."}</p>
  </div>`;
}
