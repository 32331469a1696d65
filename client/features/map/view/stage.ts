import { drawMap } from '../../../../language/map/draw.ts';
import { drawioOf } from '../../../../language/map/drawio.ts';
import { mermaidOf } from '../../../../language/map/mermaid.ts';
import { pageOf } from '../../../../language/map/page.ts';
import type { PlanMap } from '../../../../language/map/plan-map.ts';
import type { Scene } from '../../../../language/map/scene.ts';
import { EDITOR, LIGHT } from '../../../../language/map/theme.ts';
import type { MapForms } from '../messages.ts';
import { Viewport } from './viewport.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The picture on the page: what is drawn, selected and dimmed, and where the keyboard is. */
export class Stage {
  readonly place: HTMLElement;
  readonly viewport: Viewport;
  private svg: SVGSVGElement | undefined;
  private crowded = false;
  private selected: readonly string[] = [];
  private bright: ReadonlySet<string> | undefined;
  private map: PlanMap | undefined;
  private scene: Scene | undefined;

  constructor(place: HTMLElement) {
    this.place = place;
    this.viewport = new Viewport(place);
  }

  /** Puts a new picture in the place of the last one; what is seen of it, selected and focused stays. */
  show(scene: Scene, map: PlanMap): void {
    const focused = (document.activeElement as SVGElement | null)?.dataset?.id;
    const { text } = drawMap(scene, map, { theme: EDITOR, crowd: true });
    const drawn = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    const svg = document.importNode(drawn, true) as unknown as SVGSVGElement;
    svg.setAttribute('role', 'group');
    for (const element of svg.querySelectorAll<SVGGElement>('.zone, .component, .link')) equip(element);
    for (const label of svg.querySelectorAll<SVGGElement>('.label')) label.setAttribute('aria-hidden', 'true');
    this.svg?.remove();
    this.place.prepend(svg);
    this.svg = svg;
    this.map = map;
    this.scene = scene;
    this.crowded = scene.crowded === true;
    this.viewport.attach(svg, scene.width, scene.height);
    this.update();
    if (focused) this.element(focused)?.focus({ preventScroll: true });
  }

  /** What is shown, as texts to save: on white paper, with a legend. Nothing where no picture is there yet. */
  forms(): MapForms | undefined {
    const { scene, map } = this;
    if (!scene || !map) return undefined;
    const svg = `${drawMap(scene, map, { theme: LIGHT, legend: true, background: true }).text.trim()}\n`;
    return { svg, drawio: drawioOf(scene, map), mermaid: mermaidOf(map), html: pageOf(scene, map, LIGHT) };
  }

  element(id: string): SVGGElement | undefined {
    return this.elements(id)[0];
  }

  /** All that is drawn of something: of a link its line and what stands beside it. */
  private elements(id: string): SVGGElement[] {
    return [...(this.svg?.querySelectorAll<SVGGElement>(`[data-id="${CSS.escape(id)}"]`) ?? [])];
  }

  /** The id of what a part of the picture belongs to. @param kind such as `.zone` */
  idAt(target: EventTarget | null, kind = '[data-id]'): string | undefined {
    return target instanceof Element ? (target.closest<SVGGElement>(kind)?.dataset.id ?? undefined) : undefined;
  }

  select(ids: readonly string[], move = false): void {
    this.selected = ids;
    this.update();
    const first = ids.map((id) => this.element(id)).find((each) => each);
    if (move && first) this.viewport.reveal(first);
  }

  dim(bright: ReadonlySet<string> | undefined): void {
    this.bright = bright;
    this.update();
  }

  /** Makes the picture larger or smaller around what is focused or selected, where that is seen. */
  zoom(factor: number): void {
    const focused = document.activeElement;
    const element = [this.element(this.idAt(focused) ?? ''), ...this.selected.map((id) => this.element(id))].find((each) => each);
    const [at, view] = [element && middleOf(element), this.place.getBoundingClientRect()];
    const isSeen = at && at.x >= view.left && at.x <= view.right && at.y >= view.top && at.y <= view.bottom;
    if (at && isSeen) this.viewport.zoom(factor, at.x, at.y);
    else this.viewport.zoom(factor);
  }

  private update(): void {
    const { svg, map } = this;
    if (!svg || !map) return;
    for (const element of svg.querySelectorAll<SVGGElement>('[data-id]')) {
      const id = element.dataset.id!;
      element.classList.toggle('selected', this.selected.includes(id));
      const isSite = element.classList.contains('site');
      element.classList.toggle('dim', !isSite && this.bright !== undefined && !this.bright.has(id));
    }
    if (!this.crowded) return;
    // Of too many lines those show that are asked for.
    const shown = new Set(
      map.links
        .filter(
          ({ id, from, to }) =>
            [id, from, to].some((each) => this.selected.includes(each)) ||
            (this.bright?.has(id) && this.bright.size < map.links.length / 2),
        )
        .map(({ id }) => id),
    );
    for (const line of svg.querySelectorAll<SVGGElement>('.link'))
      line.setAttribute('visibility', shown.has(line.dataset.id!) ? 'visible' : 'hidden');
  }

  /** Moves the focus to the nearest thing in a direction. @returns its id */
  step(dx: number, dy: number): string | undefined {
    const all = [...(this.svg?.querySelectorAll<SVGGElement>('.zone, .component, .link') ?? [])].filter(
      (each) => each.getAttribute('visibility') !== 'hidden' && !each.classList.contains('dim'),
    );
    const current = all.find((each) => each === document.activeElement);
    const next = current ? nearest(current, all, dx, dy) : all.find((each) => each.classList.contains('zone'));
    if (!next) return undefined;
    next.focus({ preventScroll: true });
    this.viewport.reveal(next);
    return next.dataset.id;
  }
}

/** Makes a part of the picture something to be reached and told. */
function equip(element: SVGGElement): void {
  const title = element.querySelector(':scope > title');
  element.setAttribute('tabindex', '-1');
  element.setAttribute('role', element.classList.contains('zone') ? 'group' : 'button');
  element.setAttribute('aria-label', title?.textContent ?? '');
  if (element.classList.contains('link')) {
    const line = element.querySelector('.line');
    const hit = document.createElementNS(SVG, 'path');
    hit.setAttribute('class', 'hit');
    hit.setAttribute('d', line?.getAttribute('d') ?? '');
    element.append(hit);
  }
  if (!element.classList.contains('component')) return;
  const frame = element.querySelector<SVGRectElement>('.frame')!;
  const number = (name: string): number => Number(frame.getAttribute(name));
  const handle = document.createElementNS(SVG, 'circle');
  handle.setAttribute('class', 'handle');
  handle.setAttribute('cx', `${number('x') + number('width')}`);
  handle.setAttribute('cy', `${number('y') + number('height') / 2}`);
  handle.setAttribute('r', '7');
  const hint = document.createElementNS(SVG, 'title');
  hint.textContent = 'Drag to another component to allow what is missing';
  handle.append(hint);
  element.append(handle);
}

function middleOf(element: SVGGElement): { x: number; y: number } {
  // A frame says where a zone is; of a line it is what lies at its middle.
  const line = element.querySelector<SVGPathElement>('.line');
  const box = (element.querySelector('.frame') ?? element).getBoundingClientRect();
  const matrix = line?.getScreenCTM();
  if (!line || !matrix) return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const point = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(matrix);
  return { x: point.x, y: point.y };
}

function nearest(from: SVGGElement, all: readonly SVGGElement[], dx: number, dy: number): SVGGElement | undefined {
  const start = middleOf(from);
  let best: { element: SVGGElement; cost: number } | undefined;
  for (const element of all) {
    if (element === from) continue;
    const { x, y } = middleOf(element);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (ahead < 4) continue;
    const cost = ahead + 2.5 * aside;
    if (!best || cost < best.cost) best = { element, cost };
  }
  return best?.element;
}
