import { exactNumbers } from "./exact.js";

/** Asks the server; the answer is `{name: "rows", ...}`, `{name: "error", title, detail}` or `{name: "cancelled"}`, never a throw. */
export async function ask(sql, limit, signal) {
  try {
    const response = await fetch("/v1/query", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql, limit }),
      signal,
    });
    const text = await response.text();
    return response.ok ? { name: "rows", ...JSON.parse(text, exactNumbers) } : problem(response, text);
  } catch (error) {
    if (signal.aborted) {
      return { name: "cancelled" };
    }
    return { name: "error", title: "The server did not answer", detail: error.message };
  }
}

function problem(response, text) {
  try {
    const { title, detail } = JSON.parse(text);
    return { name: "error", title: title ?? "The query failed", detail: detail ?? "" };
  } catch {
    return { name: "error", title: `The server answered ${response.status}`, detail: text.slice(0, 2_000) };
  }
}
