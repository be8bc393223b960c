import { Activity } from "./activity.js";
import { AverageChart } from "./average-chart.js";
import { followView } from "./view-socket.js";

const MOST_POINTS = 300;
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const time = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "medium" });
const byId = (id) => document.getElementById(id);
const activity = new Activity(byId("log"));
const chart = new AverageChart(byId("chart"));
const averages = new Map();
let last;

function showTotal(row) {
  byId("sum").textContent = row ? number.format(row.sum) : "–";
  byId("count").textContent = row ? number.format(row.count) : "0";
  byId("mean").textContent = row?.count > 0 ? number.format(row.sum / row.count) : "–";
  byId("changed").textContent = row ? time.format(new Date(row.timestamp)) : "–";
  if (last && row && row.count < last.count) {
    activity.add(`${number.format(last.count - row.count)} values were taken back: the sum is ${number.format(row.sum)}`, "bad");
  } else if (row && row.sum !== last?.sum) {
    activity.sample(`The sum is ${number.format(row.sum)} of ${number.format(row.count)} values`);
  } else if (!row && last) {
    activity.add("All values were taken back", "bad");
  }
  last = row;
}

function showAverages(rows) {
  rows.forEach((row) => averages.set(row.timestamp, row));
  const sorted = [...averages.values()].sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)).slice(-MOST_POINTS);
  averages.clear();
  sorted.forEach((row) => averages.set(row.timestamp, row));
  byId("no-chart").hidden = sorted.length > 1;
  byId("average").textContent = sorted.length > 0 ? number.format(sorted.at(-1).avg_value) : "–";
  if (sorted.length > 1) {
    chart.show(sorted);
  }
}

function showState(open) {
  const status = byId("status");
  if (status.dataset.state !== (open ? "connected" : "failed")) {
    activity.add(open ? "Connected" : "The connection went; trying again", open ? "good" : "bad");
  }
  status.dataset.state = open ? "connected" : "failed";
  status.querySelector(".word").textContent = open ? "Live" : "Not connected";
}

async function add(event) {
  event.preventDefault();
  const text = byId("value").value.trim().replace(",", ".");
  try {
    const response = await fetch("/process-data", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ value: text !== "" && Number.isFinite(Number(text)) ? Number(text) : text }),
    });
    const answer = await response.json();
    const error = answer.errors?.[0];
    const why = error ? `${error.field} ${error.message}` : response.ok ? undefined : (answer.detail ?? response.status);
    says(why ? `Not added: ${why}` : `Added ${text}`, why === undefined);
  } catch {
    says("Not added: the server does not answer", false);
  }
}

function says(text, isGood) {
  byId("says").textContent = text;
  byId("says").dataset.state = isGood ? "good" : "bad";
  activity.add(text, isGood ? "good" : "bad");
  if (isGood) {
    byId("value").value = "";
  }
  byId("value").focus();
}

byId("add").addEventListener("submit", add);
followView("/ws/stream", {
  onRows: (rows) => showTotal(rows[0]),
  onChange: (upserts, deletes) => showTotal(upserts.at(-1) ?? (deletes.length > 0 ? undefined : last)),
  onState: showState,
});
followView("/v1/views/moving_average/ws", {
  onRows: (rows) => {
    averages.clear();
    showAverages(rows);
  },
  onChange: (upserts) => showAverages(upserts),
});
