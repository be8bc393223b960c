import { axisNumber } from "../parts/format.js";
import { tip } from "./tip.js";

const FEW_POINTS = 14;
const LEAST_SPAN_MS = 10 * 60_000;

/**
 * What ECharts draws, from what a page wants drawn: `{kind: "time"|"number"|"category", series: [{name, points, tone?}],
 * from?, to?, names?, whole?}`. Nothing is animated and times are UTC.
 */
export function optionsOf(chart, colours) {
  const { series, kind } = chart;
  const legend = series.length > 1;
  return {
    animation: false,
    useUTC: true,
    color: colours.series,
    textStyle: { fontFamily: colours.font, fontSize: 12 },
    grid: { left: 4, right: 12, top: legend ? 36 : 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { show: legend, type: "scroll", top: 2, left: 0, itemWidth: 12, itemHeight: 3, itemGap: 16, icon: "rect", textStyle: { color: colours.ink }, pageTextStyle: { color: colours.ink }, pageIconColor: colours.ink, pageIconInactiveColor: colours.line },
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.panel,
      borderColor: colours.strong,
      borderWidth: 1,
      padding: [6, 10],
      extraCssText: "box-shadow: none",
      axisPointer: { type: kind === "category" ? "shadow" : "line", lineStyle: { color: colours.strong }, shadowStyle: { color: colours.line, opacity: 0.5 } },
      formatter: (points) => tip(points, kind),
    },
    xAxis: xAxis(chart, colours),
    yAxis: {
      type: "value",
      min: (range) => Math.min(0, range.min),
      max: (range) => (range.min === 0 && range.max === 0 ? 1 : null),
      minInterval: chart.whole ? 1 : undefined,
      splitNumber: 4,
      axisLabel: { color: colours.faint, formatter: axisNumber },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: series.map((one) => drawn(one, kind, colours)),
  };
}

function xAxis({ kind, from, to, names }, colours) {
  return {
    type: kind === "number" ? "value" : kind,
    min: from ?? least(kind),
    max: to ?? (kind === "time" ? "dataMax" : undefined),
    data: names,
    boundaryGap: kind === "category",
    axisLine: { lineStyle: { color: colours.strong } },
    axisTick: { show: false },
    axisLabel: { color: colours.faint, hideOverlap: true, showMinLabel: false, formatter: from ? "{HH}:{mm}:{ss}" : undefined },
    splitLine: { show: false },
  };
}

/** A time axis shows some minutes at least: the first point of a series would stand alone between two days. */
function least(kind) {
  if (kind === "time") {
    return (range) => Math.min(range.min, range.max - LEAST_SPAN_MS);
  }
  return kind === "number" ? "dataMin" : undefined;
}

function drawn({ name, points, tone }, kind, colours) {
  const colour = colours.tones[tone];
  if (kind === "category") {
    return { name, type: "bar", data: points, barMaxWidth: 36, itemStyle: { color: colour, borderRadius: [2, 2, 0, 0] } };
  }
  return {
    name,
    type: "line",
    data: points,
    showSymbol: points.length < FEW_POINTS && !tone,
    symbol: "circle",
    symbolSize: 5,
    lineStyle: { width: 1.75 },
    itemStyle: { color: colour },
    areaStyle: tone ? { opacity: 0.12 } : undefined,
    emphasis: { disabled: true },
  };
}
