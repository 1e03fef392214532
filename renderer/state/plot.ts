import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { count, recentDay } from '../../shared/format.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { valueOf } from './series.ts';
import type { Measure, RunPoint } from './series.ts';
import { filledShapes } from './shapes.ts';

/** The colours of a chart, as the stylesheet has them at the moment. */
export type Palette = Readonly<Record<'text' | 'line' | 'grid' | 'surface' | 'failure' | 'warning', string>>;

export interface PlotOptions {
  target: HTMLElement;
  points: readonly RunPoint[];
  measure: Measure;
  /** What an axis value is in the data's own unit. */
  unit: number;
  /** Whether the days stand below. */
  days: boolean;
  height: number;
  /** Called for each drawing, so that another theme needs no new chart. */
  palette: () => Palette;
  /** The run that the pointer or the keyboard is at; null for none. */
  onpoint: (index: number | null) => void;
}

export interface Plot {
  resize(width: number): void;
  /** Draws anew, in the colours there are now. */
  paint(): void;
  /** Puts the cross-hair on a run, or takes it away. */
  point(index: number | null): void;
  destroy(): void;
}

const font = '11px system-ui, sans-serif';
/** Width and height of the mark of a bad run, in CSS pixels. */
const markSize = 12;

/** Draws runs over time. Charts that stand together share the cross-hair. */
export function createPlot(options: PlotOptions): Plot {
  const { target, points, measure, unit, palette } = options;
  const values = points.map((point) => {
    const value = valueOf(point, measure);
    return value === null ? null : value / unit;
  });
  const failed = points.map(({ failed: figure }) => figure);
  const data: uPlot.AlignedData = [
    points.map(({ at }) => at / 1000),
    values,
    ...(measure === 'objects' ? [failed] : []),
  ];
  const axis = { font, stroke: () => palette().text, ticks: { show: false } };
  const plot = new uPlot(
    {
      width: Math.max(1, target.clientWidth),
      height: options.height,
      padding: [8, 8, options.days ? 0 : 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        sync: { key: 'runs' },
        points: { size: 8, fill: () => palette().line, stroke: () => palette().line },
      },
      scales: { x: { time: true }, y: { range: (_plot, _min, max) => [0, Math.max(max * 1.15, 0.1)] } },
      series: [
        {},
        {
          stroke: () => palette().line,
          width: 1.5,
          spanGaps: true,
          points: { show: true, size: 4, fill: () => palette().line },
        },
        ...(measure === 'objects'
          ? [
              {
                stroke: () => palette().failure,
                width: 1.5,
                dash: [4, 3],
                spanGaps: true,
                points: { show: false },
              },
            ]
          : []),
      ],
      axes: [
        {
          ...axis,
          show: options.days,
          size: 24,
          gap: 6,
          space: 72,
          grid: { show: false },
          // Days alone, each once: within a day the cross-hair tells the time.
          incrs: [1, 2, 4, 7, 14].map((days) => days * 86_400),
          values: (_plot, splits) => splits.map((at) => recentDay(at * 1000)),
        },
        {
          ...axis,
          size: 44,
          gap: 4,
          space: 28,
          grid: { stroke: () => palette().grid, width: 1 },
          values: (_plot, splits) => splits.map((value) => count(value)),
        },
      ],
      hooks: {
        draw: [(drawn) => drawMarks(drawn, points, values, palette())],
        setCursor: [(drawn) => options.onpoint(drawn.cursor.idx ?? null)],
      },
    },
    data,
    target,
  );
  return {
    resize: (width) => plot.setSize({ width: Math.max(1, width), height: options.height }),
    paint: () => plot.redraw(false),
    point: (index) => {
      const at = index === null ? undefined : data[0][index];
      if (at === undefined) plot.setCursor({ left: -10, top: -10 });
      else plot.setCursor({ left: plot.valToPos(at, 'x'), top: plot.bbox.height / 2 / devicePixelRatio });
    },
    destroy: () => plot.destroy(),
  };
}

const isMarked = (outcome: Outcome): outcome is keyof typeof filledShapes => outcome in filledShapes;

/** Bad runs have the shape that they have everywhere, so that colour is not all that tells them. */
function drawMarks(
  plot: uPlot,
  points: readonly RunPoint[],
  values: readonly (number | null)[],
  colours: Palette,
): void {
  const { ctx } = plot;
  const scale = (markSize / 16) * devicePixelRatio;
  const ground = new Path2D();
  ground.arc(8, 8, 8, 0, 2 * Math.PI);
  for (const [index, { at, outcome }] of points.entries()) {
    const value = values[index] ?? null;
    if (value === null || !isMarked(outcome)) continue;
    ctx.save();
    ctx.translate(plot.valToPos(at / 1000, 'x', true), plot.valToPos(value, 'y', true));
    ctx.scale(scale, scale);
    ctx.translate(-8, -8);
    // The line must not show through the shape.
    ctx.fillStyle = colours.surface;
    ctx.fill(ground);
    ctx.fillStyle = colours[outcome];
    ctx.fill(new Path2D(filledShapes[outcome]), 'evenodd');
    ctx.restore();
  }
}
