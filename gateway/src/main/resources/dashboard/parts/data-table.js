import { html, nothing } from "../vendor.js";

const LONG = 40;

/** Rows of anything as a table; `columns` are `{name, type?}`, rows arrays in their order. Numbers stand to the right. */
export function dataTable(columns, rows, caption) {
  const numeric = columns.map((column, i) => isNumeric(column, rows, i));
  return html`<table class="table">
    <caption class="hidden-text">${caption}</caption>
    <thead>
      <tr>${columns.map((column, i) => html`<th scope="col" class=${numeric[i] ? "number" : ""}>${column.name}${column.type ? html`<small>${column.type}</small>` : nothing}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map((row) => html`<tr>${row.map((value, i) => cell(value, numeric[i]))}</tr>`)}
    </tbody>
  </table>`;
}

function cell(value, right) {
  if (value === null || value === undefined) {
    return html`<td class="null ${right ? "number" : ""}">null</td>`;
  }
  const text = textOf(value);
  return html`<td class=${right ? "number" : ""} title=${text.length > LONG ? text : nothing}>${text}</td>`;
}

/** A value as a person reads it and as an export writes it. */
export function textOf(value) {
  if (value === null || value === undefined) {
    return "";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** By the column's type where the server names it, else by the values; long integers arrive as text. */
function isNumeric({ type }, rows, i) {
  if (type) {
    return /^(U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER|DECIMAL|NUMERIC|FLOAT|DOUBLE|REAL)/i.test(type);
  }
  return rows.length > 0 && rows.every((row) => row[i] === null || typeof row[i] === "number" || /^-?\d{16,}$/.test(row[i]));
}
