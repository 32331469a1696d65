// The page of the map: shows what the extension sends, and tells it what is done to the picture.
import { LINK_STATES, linkText, type MapPlace, type PlanMap, STATE_MEANINGS } from '../../../../language/map/plan-map.ts';
import type { FromPage, ToPage } from '../messages.ts';
import { refreshCard, showCard } from './card.ts';
import { make, signOf } from './elements.ts';
import { Engine } from './engine.ts';
import { Filters } from './filters.ts';
import { addGestures } from './gestures.ts';
import { matching, meant } from './matching.ts';
import { MatrixView } from './matrix-view.ts';
import { Stage } from './stage.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const DRAWING = 'Finding places for everything…';
const NOTHING = 'Nothing on the map is like that.';
const BROKEN = 'The plan has errors, so the map may be incomplete.';
const editor = acquireVsCodeApi();
const part = (id: string): HTMLElement => document.getElementById(id)!;
const [place, table, card, status] = [part('map'), part('matrix'), part('card'), part('status')];

const save = part('save') as HTMLButtonElement;

const stage = new Stage(place);
const filters = new Filters(filter, (phases) => editor.postMessage({ type: 'phases', phases }));
const matrix = new MatrixView(table, (id, twice) => choose(id, twice));
let engine: Engine | undefined;
let map: PlanMap | undefined;
let aspect = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
let selected: readonly string[] = [];
let opened: string | undefined;
const collapsed = new Set<string>();
const expanded = new Set<string>();

function tell(text: string, isError = false): void {
  status.textContent = text;
  status.classList.toggle('error', isError);
}

function draw(): void {
  if (!map || !engine) return;
  // The picture stays as it lies while the text is edited.
  waiting ??= setTimeout(() => {
    // What an edit was answered with is not to be lost.
    if (!status.textContent) tell(DRAWING);
  }, 500);
  aspect ||= place.clientWidth && place.clientHeight ? place.clientWidth / place.clientHeight : 0;
  engine.ask(map, { collapsed: [...collapsed], expanded: [...expanded], ...(aspect ? { aspect } : {}) });
}

/** Takes back what was said while places were looked for. */
function settle(): void {
  clearTimeout(waiting);
  waiting = undefined;
  if (status.textContent === DRAWING) tell(map?.broken ? BROKEN : '', map?.broken === true);
}

function filter(): void {
  if (!map) return;
  const bright = matching(map, filters.value);
  stage.dim(bright);
  matrix.mark(selected, bright);
  if (!bright) {
    stage.viewport.back();
    if (status.textContent === NOTHING) tell('');
    return;
  }
  const drawn = (ids: Iterable<string>): SVGGElement[] => [...ids].flatMap((id) => stage.element(id) ?? []);
  // Of a zone that shows numbers, its machines are not drawn.
  const parts = drawn(meant(map, filters.value, bright));
  stage.viewport.show(parts.length ? parts : drawn(bright).slice(0, 1));
  tell(bright.size ? '' : NOTHING);
}

function select(ids: readonly string[], move: boolean): void {
  selected = ids;
  stage.select(ids, move);
  matrix.mark(ids, map && matching(map, filters.value));
}

/** Opens the details of something; its source with the focus where it is asked for twice. */
function choose(id: string | undefined, twice: boolean): void {
  if (!map) return;
  select(id === undefined ? [] : [id], false);
  opened = id;
  card.hidden = id === undefined || !showCard(card, map, id, actions);
  // The details may have taken its place.
  if (id !== undefined) requestAnimationFrame(() => select([id], true));
  const at = id === undefined ? undefined : placeOf(map, id);
  if (at) actions.reveal(at, twice);
}

const actions = {
  reveal: (at: MapPlace, focus: boolean) => editor.postMessage({ type: 'reveal', place: at, focus }),
  select(id: string) {
    choose(id, false);
    select([id], true);
  },
  edit: (edit: Extract<FromPage, { type: 'edit' }>['edit']) => editor.postMessage({ type: 'edit', edit }),
  close() {
    card.hidden = true;
    // What is hidden takes no focus, and the keyboard would be nowhere.
    if (table.hidden) place.focus();
    else matrix.resume(opened);
    opened = undefined;
  },
};

/** Where something stands; of a link the first rule that is about it. */
function placeOf({ zones, sites, links, rules }: PlanMap, id: string): MapPlace | undefined {
  const all = [...zones, ...zones.flatMap(({ components }) => components), ...sites];
  const found = all.find((each) => each.id === id);
  if (found) return found.place;
  const [rule] = links.find((each) => each.id === id)?.parts.flatMap((each) => each.rules) ?? [];
  return rule === undefined ? undefined : rules[rule]?.place;
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'engine':
      engine = new Engine(
        message.script,
        (scene, drawn) => {
          settle();
          stage.show(scene, drawn);
          filterQuietly();
          place.dataset.ready = 'true';
          save.disabled = false;
        },
        (reason) => {
          settle();
          tell(`The picture could not be made: ${reason}`, true);
        },
      );
      draw();
      break;
    case 'map':
      map = message.map;
      place.setAttribute('aria-label', `Map of ${message.name}: arrow keys go from one thing to the next, Enter tells about it`);
      filters.show(map);
      matrix.show(map);
      showLegend(map);
      if (map.broken) tell(BROKEN, true);
      else if (status.textContent === BROKEN) tell('');
      if (opened !== undefined) card.hidden = !refreshCard(card, map, opened, actions);
      draw();
      break;
    case 'select':
      select(message.ids, message.move);
      break;
    case 'notice':
      tell(message.text, message.isError);
      break;
  }
}

function filterQuietly(): void {
  if (!map) return;
  const bright = matching(map, filters.value);
  stage.dim(bright);
  stage.select(selected);
  matrix.mark(selected, bright);
}

function showLegend({ links }: PlanMap): void {
  const present = new Set(links.flatMap(({ parts }) => parts.filter((each) => !each.wide).map(({ state }) => state)));
  part('legend').replaceChildren(
    ...LINK_STATES.filter((state) => present.has(state)).map((state) => {
      const item = make('span', '');
      item.append(signOf(state), STATE_MEANINGS[state]);
      return item;
    }),
  );
}

function show(tab: 'map' | 'matrix'): void {
  for (const name of ['map', 'matrix'] as const) {
    const [button, panel] = [part(`tab-${name}`), part(name)];
    button.setAttribute('aria-selected', `${name === tab}`);
    button.tabIndex = name === tab ? 0 : -1;
    panel.hidden = name !== tab;
  }
  part('zoom').hidden = tab !== 'map';
}

/** Shows the components of a zone one by one, or how many there are. */
function toggle(id: string): void {
  const isCollapsed = stage.element(id)?.classList.contains('collapsed');
  (isCollapsed ? collapsed : expanded).delete(id);
  (isCollapsed ? expanded : collapsed).add(id);
  draw();
}

function key(event: KeyboardEvent): void {
  const steps: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const step = steps[event.key];
  const focused = stage.idAt(document.activeElement);
  if (step && (event.ctrlKey || event.metaKey)) stage.viewport.pan(step[0] * 60, step[1] * 60);
  else if (step) {
    const id = stage.step(...step);
    const link = map?.links.find((each) => each.id === id);
    if (map && link) tell(linkText(map, link));
  } else if (event.key === 'Enter' || event.key === ' ') {
    choose(focused, event.key === 'Enter' && event.shiftKey);
    if (!card.hidden) card.querySelector<HTMLElement>('.go')?.focus();
  } else if (event.key === 'e' && focused?.startsWith('zone:')) toggle(focused);
  else if (event.key === '+' || event.key === '=') stage.zoom(1.25);
  else if (event.key === '-') stage.zoom(0.8);
  else if (event.key === '0') stage.viewport.fit();
  else if (event.key === 'Escape') choose(undefined, false);
  else return;
  event.preventDefault();
}

addGestures(stage, actions.edit, (id, twice) => {
  // Of a zone that shows numbers a double click shows its components.
  if (twice && id && stage.element(id)?.classList.contains('collapsed')) toggle(id);
  else choose(id, twice);
});
place.addEventListener('keydown', key);
for (const each of [card, table])
  each.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !card.hidden) actions.close();
  });
part('tab-map').addEventListener('click', () => show('map'));
part('tab-matrix').addEventListener('click', () => show('matrix'));
for (const [name, other] of [
  ['map', 'matrix'],
  ['matrix', 'map'],
] as const)
  part(`tab-${name}`).addEventListener('keydown', ({ key: pressed }) => {
    if (pressed !== 'ArrowLeft' && pressed !== 'ArrowRight') return;
    show(other);
    part(`tab-${other}`).focus();
  });
part('in').addEventListener('click', () => stage.zoom(1.25));
part('out').addEventListener('click', () => stage.zoom(0.8));
part('fit').addEventListener('click', () => stage.viewport.fit());
save.addEventListener('click', () => {
  const forms = stage.forms();
  if (forms) editor.postMessage({ type: 'save', forms });
});
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
editor.postMessage({ type: 'ready' });
