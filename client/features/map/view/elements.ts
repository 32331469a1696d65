import { icon } from '../../../../language/map/icons.ts';
import type { LinkState } from '../../../../language/map/plan-map.ts';
import { EDITOR } from '../../../../language/map/theme.ts';

/** An element with a text in it; what a plan says is never read as markup. */
export function make(name: string, text: string, kind = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  if (!text && name === 'p') element.hidden = true;
  return element;
}

export function button(text: string, title: string, act: () => void, kind = ''): HTMLElement {
  const element = make('button', text, kind);
  element.title = title;
  if (text.length < 2) element.setAttribute('aria-label', title);
  element.addEventListener('click', act);
  return element;
}

/** A list to choose one thing of, which is done at once. */
export function chooser(
  title: string,
  options: readonly (readonly [value: string, text: string])[],
  act: (value: string) => void,
): HTMLElement {
  const element = document.createElement('select');
  element.setAttribute('aria-label', title);
  fill(element, title, options);
  element.addEventListener('change', () => {
    const { value } = element;
    element.value = '';
    if (value) act(value);
  });
  return element;
}

/** Puts options into a list; what was chosen stays if it is still there. */
export function fill(
  element: HTMLSelectElement,
  first: string,
  options: readonly (readonly [value: string, text: string])[],
): void {
  const { value: before } = element;
  element.replaceChildren(new Option(first, ''), ...options.map(([value, text]) => new Option(text, value)));
  element.value = options.some(([value]) => value === before) ? before : '';
}

/** The sign of a state. */
export function signOf(state: LinkState): Element {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">${icon(state, 0, 0, EDITOR.states[state]).text}</svg>`;
  return document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
}
