/** The one sentence on how the pipeline is: `{state, text}`, the worst of its nodes deciding. */
export function healthOf(pipeline, tick) {
  const states = pipeline.nodes.map((node) => tick?.nodes[node.id]?.state ?? "idle");
  const failed = states.filter((state) => state === "failed").length;
  const late = states.filter((state) => state === "late").length;
  if (failed > 0) {
    return { state: "failed", text: `${failed} failed` };
  }
  const degraded = states.filter((state) => state === "degraded").length;
  if (degraded > 0) {
    return { state: "degraded", text: `${degraded} degraded` };
  }
  if (late > 0) {
    return { state: "late", text: `${late} falling behind` };
  }
  const accepted = Object.values(tick?.streams ?? {}).reduce((sum, stream) => sum + stream.accepted, 0);
  if (states.includes("ok")) {
    return { state: "ok", text: "Flowing" };
  }
  return { state: "idle", text: accepted > 0 ? "Idle" : "Waiting for records" };
}

/** What each state is called where a person reads it. */
export const STATE_WORDS = { ok: "flowing", idle: "idle", late: "late", degraded: "degraded", failed: "failed" };
