import { drawMatrix } from '../../../../language/map/matrix.ts';
import type { PlanMap } from '../../../../language/map/plan-map.ts';
import { EDITOR } from '../../../../language/map/theme.ts';

/** The matrix on the page: cells to be clicked, and to be gone through by arrow keys. */
export class MatrixView {
  private readonly place: HTMLElement;
  private readonly select: (id: string, twice: boolean) => void;

  constructor(place: HTMLElement, select: (id: string, twice: boolean) => void) {
    this.place = place;
    this.select = select;
    for (const [event, twice] of [
      ['click', false],
      ['dblclick', true],
    ] as const)
      place.addEventListener(event, ({ target }) => this.take(target, twice));
    place.addEventListener('keydown', (event) => this.step(event));
  }

  show(map: PlanMap): void {
    const focused = this.focusedAt();
    const page = new DOMParser().parseFromString(drawMatrix(map, EDITOR).text, 'text/html');
    const table = document.importNode(page.body.firstElementChild!, true);
    // Cells that arrow keys go through are those of a grid.
    table.setAttribute('role', 'grid');
    for (const cell of table.querySelectorAll('tbody td')) cell.setAttribute('role', 'gridcell');
    for (const cell of table.querySelectorAll<HTMLElement>('td.cell')) cell.setAttribute('aria-label', cell.title);
    this.place.replaceChildren(table);
    const cells = this.cells;
    for (const cell of cells.flat()) cell.tabIndex = -1;
    const first = cells.flat()[0];
    if (first) first.tabIndex = 0;
    if (focused) this.focus(focused.row, focused.column);
  }

  mark(ids: readonly string[], bright: ReadonlySet<string> | undefined): void {
    for (const cell of this.place.querySelectorAll<HTMLElement>('[data-id]')) {
      cell.classList.toggle('selected', ids.includes(cell.dataset.id!));
      cell.classList.toggle('dim', bright !== undefined && !bright.has(cell.dataset.id!));
    }
    this.narrow(bright);
  }

  /** Gives the focus back to the cell of something, else to the one that Tab leads to. */
  resume(id: string | undefined): void {
    const places = this.cells.flatMap((row, n) => row.map((cell, k) => ({ cell, row: n, column: k })));
    const at = places.find(({ cell }) => cell.dataset.id === id) ?? places.find(({ cell }) => cell.tabIndex === 0);
    if (at) this.focus(at.row, at.column);
  }

  /** Of a matrix that nobody can look over, the rows and columns go that have nothing of what is asked for. */
  private narrow(bright: ReadonlySet<string> | undefined): void {
    const rows = [...this.place.querySelectorAll<HTMLTableRowElement>('.compact tr')];
    const grid = rows.slice(1).map((row) => [...row.cells].map(({ dataset: { id } }) => id !== undefined && !!bright?.has(id)));
    // The first cell of a row is its name.
    const meant = grid.map((row) => row.slice(1).includes(true));
    const isAll = !meant.includes(true);
    for (const [n, row] of rows.entries()) {
      row.hidden = n > 0 && !isAll && !meant[n - 1];
      for (const [k, cell] of [...row.cells].entries()) cell.hidden = k > 0 && !isAll && !grid.some((each) => each[k]);
    }
    const cells = this.cells.flat();
    if (cells.some(({ tabIndex }) => tabIndex === 0)) return;
    if (cells[0]) cells[0].tabIndex = 0;
  }

  private get cells(): HTMLElement[][] {
    const rows = [...this.place.querySelectorAll<HTMLTableRowElement>('tbody tr')].filter(({ hidden }) => !hidden);
    return rows.map((row) => [...row.querySelectorAll<HTMLElement>('td')].filter(({ hidden }) => !hidden));
  }

  private focusedAt(): { row: number; column: number } | undefined {
    const at = this.cells.flatMap((row, n) => row.map((cell, k) => ({ cell, row: n, column: k })));
    return at.find(({ cell }) => cell === document.activeElement);
  }

  private focus(row: number, column: number): void {
    const { cells } = this;
    const line = cells[Math.min(Math.max(row, 0), cells.length - 1)];
    const cell = line?.[Math.min(Math.max(column, 0), line.length - 1)];
    if (!cell) return;
    for (const each of cells.flat()) each.tabIndex = each === cell ? 0 : -1;
    // The names of rows and columns stay where they are, and must not hide it.
    const { width = 0 } = cell.parentElement?.querySelector('th')?.getBoundingClientRect() ?? {};
    const { height = 0 } = this.place.querySelector('thead')?.getBoundingClientRect() ?? {};
    this.place.style.scrollPadding = `${height}px 0 0 ${width}px`;
    cell.focus();
  }

  private take(target: EventTarget | null, twice: boolean): void {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset.id : undefined;
    if (id) this.select(id, twice);
  }

  private step(event: KeyboardEvent): void {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const [down, right] = steps[event.key] ?? [];
    const at = this.focusedAt();
    if (at && down !== undefined && right !== undefined) this.focus(at.row + down, at.column + right);
    else if (at && (event.key === 'Enter' || event.key === ' ')) this.take(event.target, false);
    else return;
    event.preventDefault();
  }
}
