import { textOf } from "../parts/data-table.js";

/** A result as CSV in the form of RFC 4180: lines end in CRLF; a value with a comma, quote or line break is quoted. */
export function csvOf({ columns, rows }) {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(","));
  return lines.join("\r\n") + "\r\n";
}

function quoted(value) {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the person as a file. */
export function download(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
