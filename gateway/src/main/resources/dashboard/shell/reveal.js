/** Shows the part of the page that the address names (`#model-traffic`), opened if it was closed. Says whether there is one. */
export function reveal() {
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!part) {
    return false;
  }
  if (part instanceof HTMLDetailsElement) {
    part.open = true;
  }
  part.scrollIntoView({ block: "start" });
  (part.querySelector("summary") ?? part).focus({ preventScroll: true });
  return true;
}
