import type { MapEdit } from '../../../../server/protocol.ts';
import type { Stage } from './stage.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** So far a pointer goes before it is a drag and no click. */
const SLACK = 5;
/** So long a second click is waited for, in milliseconds. */
const TWICE = 250;

interface Drag {
  readonly kind: 'pan' | 'move' | 'connect';
  /** The component that is dragged, or that the line begins at. */
  readonly id: string | undefined;
  readonly left: number;
  readonly top: number;
  last: { left: number; top: number };
  begun: boolean;
  ghost?: SVGElement;
  target?: string | undefined;
}

/** What the pointer does: the ground is moved, a component is put into another zone, a line is drawn from component to component. */
export function addGestures(
  stage: Stage,
  edit: (edit: MapEdit) => void,
  click: (id: string | undefined, twice: boolean) => void,
): void {
  const { place } = stage;
  let drag: Drag | undefined;
  let dragged = false;
  const end = (): void => {
    drag?.ghost?.remove();
    mark(stage, drag?.target, undefined);
    place.classList.remove('panning');
    drag = undefined;
  };
  place.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const component = stage.idAt(event.target, '.component');
    const isHandle = event.target instanceof Element && event.target.closest('.handle') !== null;
    const kind = component === undefined ? 'pan' : isHandle ? 'connect' : 'move';
    const at = { left: event.clientX, top: event.clientY };
    dragged = false;
    drag = { kind, id: component, ...at, last: at, begun: false };
  });
  place.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const { clientX: left, clientY: top } = event;
    if (!drag.begun && Math.hypot(left - drag.left, top - drag.top) < SLACK) return;
    if (!drag.begun) {
      drag.begun = true;
      place.setPointerCapture(event.pointerId);
      place.classList.toggle('panning', drag.kind === 'pan');
      if (drag.kind !== 'pan') drag.ghost = ghostOf(stage, drag);
    }
    if (drag.kind === 'pan') stage.viewport.pan(drag.last.left - left, drag.last.top - top);
    else {
      follow(stage, drag, left, top);
      const target = targetAt(stage, drag, left, top);
      mark(stage, drag.target, target);
      drag.target = target;
    }
    drag.last = { left, top };
  });
  place.addEventListener('pointerup', () => {
    const done = drag;
    dragged = done?.begun === true;
    end();
    if (!done?.begun || done.id === undefined || done.target === undefined) return;
    if (done.kind === 'move') edit({ kind: 'move', component: done.id, zone: done.target });
    if (done.kind === 'connect') edit({ kind: 'connect', from: done.id, to: done.target });
  });
  place.addEventListener('pointercancel', end);
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') end();
  });
  let clicked: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  place.addEventListener('click', (event) => {
    // A drag ends with a click that nobody meant.
    if (event.detail > 1 || dragged) return;
    clicked = stage.idAt(event.target);
    const id = clicked;
    // Details move the picture, and the second click would be on something else.
    clearTimeout(timer);
    timer = setTimeout(() => click(id, false), TWICE);
  });
  place.addEventListener('dblclick', () => {
    clearTimeout(timer);
    click(clicked, true);
  });
}

/** What a drag would end on: another zone, or a component. */
function targetAt(stage: Stage, { kind, id }: Drag, left: number, top: number): string | undefined {
  const under = document.elementFromPoint(left, top);
  if (kind === 'connect') {
    const other = stage.idAt(under, '.component');
    return other === id ? undefined : other;
  }
  const zone = stage.idAt(under, '.zone');
  const own = id === undefined ? undefined : stage.element(id)?.closest<SVGGElement>('.zone')?.dataset.id;
  return zone === own ? undefined : zone;
}

function mark(stage: Stage, before: string | undefined, now: string | undefined): void {
  if (before === now) return;
  if (before !== undefined) stage.element(before)?.classList.remove('target');
  if (now !== undefined) stage.element(now)?.classList.add('target');
}

/** A copy of the component that is moved, or a line. */
function ghostOf(stage: Stage, { kind, id }: Drag): SVGElement {
  const source = stage.element(id!)!;
  if (kind === 'move') {
    const ghost = document.createElementNS(SVG, 'g');
    ghost.setAttribute('class', 'ghost');
    const copy = source.cloneNode(true) as SVGGElement;
    copy.removeAttribute('data-id');
    ghost.append(copy);
    source.ownerSVGElement!.append(ghost);
    return ghost;
  }
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('class', 'draft');
  source.ownerSVGElement!.append(line);
  return line;
}

function follow(stage: Stage, { kind, id, ghost, left, top }: Drag, x: number, y: number): void {
  const [start, now] = [stage.viewport.pointAt(left, top), stage.viewport.pointAt(x, y)];
  if (kind === 'connect') ghost?.setAttribute('d', `M${start.x} ${start.y} L${now.x} ${now.y}`);
  else {
    const zone = stage.element(id!)?.closest<SVGGElement>('.zone')?.getAttribute('transform') ?? '';
    ghost?.setAttribute('transform', `translate(${now.x - start.x} ${now.y - start.y}) ${zone}`);
  }
}
