import { svg } from "../vendor.js";

/* Sixteen by sixteen, one stroke, drawn for these pages. */
const PATHS = {
  overview: svg`<rect x="2" y="2.5" width="4.5" height="4.5" rx="1"/><rect x="9.5" y="9" width="4.5" height="4.5" rx="1"/><path d="M6.5 4.8h3a2 2 0 0 1 2 2V9"/>`,
  query: svg`<path d="m2.5 4.5 3.5 3.5-3.5 3.5M8 12h5.5"/>`,
  api: svg`<path d="M5.5 3C3 3 5 7.5 2.5 8 5 8.5 3 13 5.5 13M10.5 3C13 3 11 7.5 13.5 8 11 8.5 13 13 10.5 13"/>`,
  site: svg`<path d="M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5 7.5 8.5"/>`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
  source: svg`<path d="M2 8h8M7 4.5 10.5 8 7 11.5"/><path d="M13.5 3v10"/>`,
  stream: svg`<path d="M2 5c2.5-2.2 4 1.8 6.2.3S11.5 3.5 14 5M2 8.5c2.5-2.2 4 1.8 6.2.3S11.5 7 14 8.5M2 12c2.5-2.2 4 1.8 6.2.3S11.5 10.5 14 12"/>`,
  model: svg`<path d="M3 3h10l-4 5v5l-2-1.2V8z"/>`,
  destination: svg`<ellipse cx="8" cy="4.2" rx="5" ry="2"/><path d="M3 4.2v7.6c0 1.1 2.2 2 5 2s5-.9 5-2V4.2M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"/>`,
  view: svg`<path d="M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6"/>`,
  invalid: svg`<circle cx="8" cy="8" r="5.5"/><path d="m4.2 11.8 7.6-7.6"/>`,
  error: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.8v3.7M8 11v.2"/>`,
  warning: svg`<path d="M8 2.5 14.2 13H1.8zM8 6.5v3M8 11.2v.1"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.5v3.7M8 4.8V5"/>`,
  check: svg`<circle cx="8" cy="8" r="6"/><path d="m5.3 8.2 1.9 1.9 3.5-4"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.3V3A1 1 0 0 0 9.5 2H3a1 1 0 0 0-1 1v6.5a1 1 0 0 0 1 1h.3"/>`,
  pause: svg`<path d="M5.5 3.5v9M10.5 3.5v9"/>`,
  play: svg`<path d="M5 3.2v9.6L12.5 8z"/>`,
  chevron: svg`<path d="m6 3.5 4.5 4.5L6 12.5"/>`,
  download: svg`<path d="M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10"/>`,
  empty: svg`<path d="M2 6c2.5-2.2 4 1.8 6.2.3S11.5 4.5 14 6M2 10c2.5-2.2 4 1.8 6.2.3S11.5 8.5 14 10" stroke-dasharray="2 2"/>`,
};

/** A picture beside a word; never the only carrier of meaning, so hidden from screen readers. */
export function icon(name, tone = "") {
  return svg`<svg class=${tone} viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.4"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PATHS[name] ?? PATHS.info}</svg>`;
}
