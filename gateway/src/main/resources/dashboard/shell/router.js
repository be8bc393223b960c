const ROUTES = [
  { pattern: /^\/$/, to: () => ({ page: "overview" }) },
  { pattern: /^\/streams\/([^/]+)$/, to: ([, name]) => ({ page: "stream", name: decodeURIComponent(name) }) },
  { pattern: /^\/query$/, to: () => ({ page: "query" }) },
  { pattern: /^\/api$/, to: () => ({ page: "api" }) },
];

/** Turns addresses into routes `{page, ...}` and keeps moves between our own pages inside the page. */
export class Router {
  #onRoute;
  #at;

  constructor(onRoute) {
    this.#onRoute = onRoute;
  }

  get path() {
    return location.pathname;
  }

  start() {
    document.addEventListener("click", (event) => this.#click(event));
    addEventListener("popstate", () => this.#move(true));
    this.#move(false);
  }

  #click(event) {
    const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) {
      return;
    }
    const url = new URL(link.href);
    const elsewhere = url.origin !== location.origin || !routeOf(url.pathname);
    const samePage = url.pathname === location.pathname && url.search === location.search;
    if (elsewhere || (samePage && url.hash)) {
      return;
    }
    event.preventDefault();
    history.pushState(null, "", url.href);
    this.#move(true);
  }

  #move(moved) {
    const address = location.pathname + location.search;
    if (address !== this.#at || !moved) {
      this.#at = address;
      this.#onRoute(routeOf(location.pathname) ?? { page: "missing" }, moved);
    }
  }
}

export function routeOf(path) {
  for (const { pattern, to } of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return to(match);
    }
  }
  return undefined;
}
