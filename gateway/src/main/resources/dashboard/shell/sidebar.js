import { html, nothing, repeat } from "../vendor.js";
import { rate } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { STATE_WORDS } from "./health.js";
import { streamLink } from "./links.js";
import { status } from "./status.js";

/** The way through the pages, with each stream's state, and the state of the connection below it. */
export function sidebar({ store, path, menuOpen, toggleMenu }) {
  const { pipeline } = store;
  return html`<header class="sidebar">
    <a class="brand" href="/" data-testid="brand">
      <img src=${new URL("../icon.svg", import.meta.url).pathname} alt="" width="26" height="26">
      <span>Runnel<small class="clip">${pipeline?.name ?? "\u00a0"}</small></span>
    </a>
    <button class="button quiet menu-button" aria-expanded=${menuOpen} aria-controls="nav" @click=${toggleMenu} data-testid="menu">
      ${icon("menu")}<span>Menu</span>
    </button>
    <nav id="nav" class="nav ${menuOpen ? "open" : ""}" aria-label="Main">
      <ul>
        ${item("/", "overview", "Overview", path)} ${item("/query", "query", "Query", path)} ${item("/api", "api", "API", path)}
        ${pipeline?.site ? html`<li><a href=${pipeline.site} data-testid="nav-site">${icon("site")}<span class="label">Site</span></a></li>` : nothing}
      </ul>
      ${pipeline?.streams.length ? streams(store, path) : nothing}
    </nav>
    ${status(store.phase)}
  </header>`;
}

function item(href, id, label, path) {
  return html`<li>
    <a href=${href} aria-current=${path === href ? "page" : nothing} data-testid="nav-${id}">${icon(id)}<span class="label">${label}</span></a>
  </li>`;
}

function streams(store, path) {
  return html`<div>
    <h2>Streams</h2>
    <ul>
      ${repeat(store.pipeline.streams, (stream) => stream.name, (stream) => streamItem(store, stream, path))}
    </ul>
  </div>`;
}

function streamItem(store, { name }, path) {
  const href = streamLink(name);
  const { state } = store.node(`stream:${name}`);
  return html`<li>
    <a href=${href} title=${name} aria-current=${path === href ? "page" : nothing} data-testid="nav-stream-${name}">
      <span class="dot ${state}"></span><span class="label clip">${name}</span>
      <span class="hidden-text">${STATE_WORDS[state]}</span>
      <span class="rate">${rate(store.stream(name).accepted_per_s)}<span class="hidden-text"> records a second</span></span>
    </a>
  </li>`;
}
