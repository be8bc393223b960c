const FIRST_MS = 500;
const MOST_MS = 15_000;

/**
 * Follows a view by WebSocket and connects again, with growing pauses, when the connection goes. `onRows(rows)` is told of
 * all rows when they come first and after each break, `onChange(upserts, deletes)` of what changed since, `onState(open)`
 * whether it is connected.
 */
export function followView(path, { onRows, onChange, onState = () => {} }) {
  let pause = FIRST_MS;
  const connect = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`);
    socket.onopen = () => {
      pause = FIRST_MS;
      onState(true);
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "snapshot") {
        onRows(message.rows);
      } else if (message.type === "change") {
        onChange(message.upserts, message.deletes);
      }
    };
    socket.onclose = () => {
      onState(false);
      setTimeout(connect, pause);
      pause = Math.min(MOST_MS, pause * 2);
    };
  };
  connect();
}
