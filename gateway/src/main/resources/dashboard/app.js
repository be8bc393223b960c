import { html, render } from "./vendor.js";
import { Connection } from "./live/connection.js";
import { Store } from "./live/store.js";
import { Painter } from "./live/painter.js";
import { Router } from "./shell/router.js";
import { reveal } from "./shell/reveal.js";
import { sidebar } from "./shell/sidebar.js";
import { notice } from "./shell/notice.js";
import { broken, unreachable, waiting } from "./parts/states.js";
import { overviewPage } from "./pages/overview.js";
import { streamPage } from "./pages/stream.js";
import { queryPage } from "./pages/query.js";
import { apiPage } from "./pages/api.js";
import { missingPage } from "./pages/missing.js";

const root = document.getElementById("app");
const painter = new Painter(paint);
const store = new Store(() => painter.request());
const connection = new Connection({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/live`,
  onMessage: (message) => store.take(message),
  onOpen: (send) => store.attach(send),
  onPhase: (phase) => store.setPhase(phase),
});

const makers = { overview: overviewPage, stream: streamPage, query: queryPage, api: apiPage, missing: missingPage };
const context = { store, redraw: () => painter.now() };
let page;

const router = new Router((route, moved) => {
  page?.close?.();
  page = makers[route.page](context, route);
  painter.now();
  if (moved) {
    requestAnimationFrame(arrive);
  }
});

let menuOpen = false;
/** Whether the part named by the address at the first load has been shown; it is there only once the first snapshot is. */
let revealed = false;

function paint() {
  try {
    render(shell(), root);
    if (store.pipeline && !revealed) {
      revealed = true;
      reveal();
    }
  } catch (error) {
    console.error(error);
    root.replaceChildren();
    delete root._$litPart$;
    render(broken(error), root);
    return;
  }
  document.title = title();
}

function shell() {
  return html`<a class="skip" href="#main">Skip to content</a>
    <div class="shell ${store.phase.name === "offline" ? "stale" : ""}">
      ${sidebar({ store, path: router.path, menuOpen, toggleMenu })}
      <main id="main" class="page" tabindex="-1">${notice(store, () => connection.retry())} ${content()}</main>
    </div>`;
}

function content() {
  if (page.alone) {
    return page.render();
  }
  if (!store.pipeline) {
    return store.phase.name === "offline" ? unreachable(() => connection.retry()) : waiting();
  }
  return page.render();
}

function title() {
  const name = store.pipeline?.name ?? "Runnel";
  return page.title ? `${page.title} · ${name}` : name;
}

function toggleMenu() {
  menuOpen = !menuOpen;
  painter.now();
}

/** After a move inside the page: the top of the new page, or the part the address names, and the reader's focus there. */
function arrive() {
  menuOpen = false;
  painter.now();
  requestAnimationFrame(() => {
    if (!reveal()) {
      scrollTo(0, 0);
      document.querySelector("main h1")?.focus({ preventScroll: true });
    }
  });
}

addEventListener("hashchange", reveal);
root.replaceChildren();
router.start();
connection.open();
