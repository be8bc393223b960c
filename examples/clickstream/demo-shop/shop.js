import { catalogue } from "./catalogue.js";
import { Collector } from "./collector.js";
import { details } from "./details.js";
import { EventLog } from "./event-log.js";
import { PRODUCTS } from "./products.js";
import { visitor } from "./visitor.js";

/** Where the events go: this server, or the one named by `?collector=https://host`. */
const base = (new URLSearchParams(location.search).get("collector") ?? "").replace(/\/+$/, "");
const who = visitor();
const log = new EventLog();
const status = document.getElementById("status");
const field = document.getElementById("search");
const says = document.getElementById("says");
const collector = new Collector(base, { onChange: (entries) => log.take(entries), onStatus: showStatus });

/** One event; fields that do not apply stay null, as the contract allows. */
function track(type, { product, query = null, page = location.pathname } = {}) {
  collector.send(type, {
    user_agent: navigator.userAgent,
    ip: who.ip,
    customer_id: who.customer_id,
    timestamp: new Date().toISOString(),
    page,
    query,
    product: product?.id ?? null,
    product_name: product?.name ?? null,
    price: product?.price ?? null,
    referrer: document.referrer || null,
  });
}

function showDetails(product) {
  track("click", { product });
  track("view", { product, page: `/products/${product.id}` });
  openDetails(product);
}

function buy(product) {
  track("click", { product });
  track("purchase", { product, page: "/checkout" });
  says.textContent = `Thank you. One ${product.name} is on its way (not really: this is a demo).`;
}

function search(event) {
  event.preventDefault();
  const query = field.value.trim();
  const found = narrow(query);
  says.textContent = query ? `${found} of ${PRODUCTS.length} products match “${query}”.` : "";
  if (query) {
    track("view", { query, page: "/search" });
  }
}

function narrow(query) {
  const found = products.narrow(query);
  document.getElementById("nothing").hidden = found > 0;
  return found;
}

function showStatus(connected, why) {
  status.dataset.state = connected ? "connected" : "failed";
  status.querySelector(".word").textContent = connected ? "Connected" : "Failed";
  status.title = connected ? "The collector answers" : `The collector cannot be used: ${why}`;
}

const openDetails = details({ onBuy: buy });
const products = catalogue({ onDetails: showDetails, onBuy: buy });
document.getElementById("search-form").addEventListener("submit", search);
field.addEventListener("input", () => field.value === "" && narrow(""));
document.getElementById("break").addEventListener("click", () => track("clcik"));
if (base) {
  document.querySelectorAll("a[data-dashboard]").forEach((link) => (link.href = `${base}/`));
}
collector.ping();
track("view");
