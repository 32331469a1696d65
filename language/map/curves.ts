import type { Point, Rectangle } from './scene.ts';

/** A line from box to box that bends aside, so that both directions show: where it begins, what it bends towards, and where it ends. */
export function curve(from: Rectangle, to: Rectangle): Point[] {
  const [start, end] = [middle(from), middle(to)];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy) || 1;
  const aside = Math.min(60, 16 + length * 0.06);
  const bend: Point = [
    round((start[0] + end[0]) / 2 - (dy / length) * aside),
    round((start[1] + end[1]) / 2 + (dx / length) * aside),
  ];
  return [border(from, bend), bend, border(to, bend)];
}

function middle({ x, y, width, height }: Rectangle): Point {
  return [x + width / 2, y + height / 2];
}

/** Where a line from the middle of a box towards a point leaves the box. */
function border(box: Rectangle, [tx, ty]: Point): Point {
  const [x, y] = middle(box);
  const [dx, dy] = [tx - x, ty - y];
  const scale = Math.min(
    dx ? box.width / 2 / Math.abs(dx) : Number.POSITIVE_INFINITY,
    dy ? box.height / 2 / Math.abs(dy) : Number.POSITIVE_INFINITY,
  );
  return Number.isFinite(scale) ? [round(x + dx * scale), round(y + dy * scale)] : [x, y];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
