import { dollars, element } from "./element.js";
import { PRODUCTS } from "./products.js";

/** The grid of products; `onDetails(product)` and `onBuy(product)` are told what a visitor chose. */
export function catalogue({ onDetails, onBuy }) {
  const grid = document.getElementById("products");
  const cards = PRODUCTS.map((product) => ({ product, card: cardOf(product, { onDetails, onBuy }) }));
  grid.replaceChildren(...cards.map(({ card }) => card));

  /** Leaves the products that contain every word of the query; gives how many. */
  function narrow(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { product, card } of cards) {
      const text = `${product.name} ${product.line} ${product.about}`.toLowerCase();
      card.hidden = !words.every((word) => text.includes(word));
      found += card.hidden ? 0 : 1;
    }
    return found;
  }

  return { narrow };
}

function cardOf(product, { onDetails, onBuy }) {
  const card = element("li", { class: "card", "data-testid": `product-${product.id}` });
  const stage = element("div", { class: `stage tint-${product.id}` });
  stage.append(element("img", { src: `pictures/${product.picture}`, alt: "", width: 320, height: 220 }));
  const heading = element("div", { class: "heading" });
  heading.append(element("h2", {}, product.name), element("span", { class: "price" }, dollars(product.price)));
  const actions = element("div", { class: "actions" });
  actions.append(
    button("View details", `View details: ${product.name}`, "details", () => onDetails(product)),
    button("Buy now", `Buy now: ${product.name}`, "buy", () => onBuy(product)),
  );
  card.append(stage, heading, element("p", { class: "line" }, product.line), actions);
  return card;
}

function button(text, label, id, onClick) {
  const made = element("button", { type: "button", "aria-label": label, "data-testid": id, class: id === "buy" ? "primary" : "" }, text);
  made.addEventListener("click", onClick);
  return made;
}
