import { dollars, element } from "./element.js";

/** The window with one product's details; `onBuy(product)` when it is bought there. */
export function details({ onBuy }) {
  const dialog = document.getElementById("details");
  let shown;
  document.getElementById("details-close").addEventListener("click", () => dialog.close());
  document.getElementById("details-buy").addEventListener("click", () => {
    dialog.close();
    onBuy(shown);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  return function show(product) {
    shown = product;
    const picture = document.getElementById("details-picture");
    picture.src = `pictures/${product.picture}`;
    picture.parentElement.className = `stage tint-${product.id}`;
    document.getElementById("details-name").textContent = product.name;
    document.getElementById("details-price").textContent = dollars(product.price);
    document.getElementById("details-about").textContent = product.about;
    const facts = Object.entries(product.facts).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
    document.getElementById("details-facts").replaceChildren(...facts);
    dialog.showModal();
  };
}
