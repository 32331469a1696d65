const CLOSEST = 4;
const FARTHEST = 0.03;
/** Texts that are drawn smaller than this can't be read. */
const READABLE = 0.55;
/** After so many milliseconds without another step a zoom has ended. */
const SETTLED = 160;

/** Which part of the picture is seen, and how large. */
export class Viewport {
  private readonly place: HTMLElement;
  private svg: SVGSVGElement | undefined;
  private width = 1;
  private height = 1;
  /** Pixels for each unit, and the corner of what is seen. */
  private scale = 0;
  private x = 0;
  private y = 0;
  /** What was seen before parts were shown larger; nothing once it was moved since. */
  private before: Readonly<Record<'scale' | 'x' | 'y', number> & { isWhole: boolean }> | undefined;
  private thickness = 1;
  /** Whether all of the picture is seen, as nobody has moved it since. */
  private isWhole = false;
  private settling: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement) {
    this.place = place;
    new ResizeObserver(() => this.update()).observe(place);
    // Details that open take a part of the place, and leave the picture where it is.
    window.addEventListener('resize', () => this.isWhole && this.fit());
    place.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        if (event.ctrlKey || event.metaKey) this.zoom(Math.exp((-event.deltaY * unit) / 300), event.clientX, event.clientY);
        else if (event.shiftKey) this.pan(event.deltaY * unit, 0);
        else this.pan(event.deltaX * unit, event.deltaY * unit);
      },
      { passive: false },
    );
  }

  /** A new picture; what is seen stays, unless there was none. */
  attach(svg: SVGSVGElement, width: number, height: number): void {
    Object.assign(this, { svg, width, height, thickness: 1 });
    if (this.scale) this.update();
    else this.fit();
  }

  /** Shows everything. */
  fit(): void {
    const { clientWidth, clientHeight } = this.place;
    if (!clientWidth || !clientHeight) return;
    this.before = undefined;
    this.isWhole = true;
    this.scale = Math.min(1.25, clientWidth / this.width, clientHeight / this.height);
    this.x = (this.width - clientWidth / this.scale) / 2;
    this.y = (this.height - clientHeight / this.scale) / 2;
    this.update();
  }

  /** @param left where it is looked at, in the window; the middle without it */
  zoom(factor: number, left?: number, top?: number): void {
    this.before = undefined;
    this.isWhole = false;
    const box = this.place.getBoundingClientRect();
    const [px, py] = [(left ?? box.left + box.width / 2) - box.left, (top ?? box.top + box.height / 2) - box.top];
    const scale = Math.min(CLOSEST, Math.max(FARTHEST, this.scale * factor));
    this.x += px / this.scale - px / scale;
    this.y += py / this.scale - py / scale;
    this.scale = scale;
    this.stretch();
    this.update();
  }

  /** @param dx in pixels */
  pan(dx: number, dy: number): void {
    this.before = undefined;
    this.isWhole = false;
    this.x += dx / this.scale;
    this.y += dy / this.scale;
    this.update();
  }

  /** Moves as little as it takes to see something. */
  reveal(element: SVGGElement): void {
    const [box, view] = [element.getBoundingClientRect(), this.place.getBoundingClientRect()];
    const shift = (start: number, end: number, first: number, last: number): number => {
      if (start >= first && end <= last) return 0;
      return end - start > last - first
        ? (start + end) / 2 - (first + last) / 2
        : start < first
          ? start - first - 20
          : end - last + 20;
    };
    const [dx, dy] = [shift(box.left, box.right, view.left, view.right), shift(box.top, box.bottom, view.top, view.bottom)];
    if (dx || dy) this.pan(dx, dy);
  }

  /** Shows parts of the picture so large that they can be read, where they are not; else moves as little as it takes to see the first. */
  show(elements: readonly SVGGElement[]): void {
    this.back();
    const { clientWidth, clientHeight } = this.place;
    if (!elements[0] || !clientWidth || !clientHeight) return;
    let { left, top, right, bottom } = elements[0].getBoundingClientRect();
    for (const element of elements) {
      const box = element.getBoundingClientRect();
      [left, top] = [Math.min(left, box.left), Math.min(top, box.top)];
      [right, bottom] = [Math.max(right, box.right), Math.max(bottom, box.bottom)];
    }
    // With some of what lies around them.
    const larger = Math.min(1 / this.scale, (0.8 * clientWidth) / (right - left), (0.8 * clientHeight) / (bottom - top));
    if (this.scale >= READABLE || !(larger > 1.2)) {
      this.reveal(elements[0]);
      return;
    }
    const middle = this.pointAt((left + right) / 2, (top + bottom) / 2);
    const { scale, x, y } = this;
    this.before = { scale, x, y, isWhole: this.isWhole };
    this.isWhole = false;
    this.scale *= larger;
    this.x = middle.x - clientWidth / this.scale / 2;
    this.y = middle.y - clientHeight / this.scale / 2;
    this.update();
  }

  /** Takes back what {@link show} has made larger, unless it was moved since. */
  back(): void {
    if (!this.before) return;
    Object.assign(this, this.before);
    this.before = undefined;
    this.update();
  }

  /** A place in the window as one in the picture. */
  pointAt(left: number, top: number): { x: number; y: number } {
    const box = this.place.getBoundingClientRect();
    return { x: this.x + (left - box.left) / this.scale, y: this.y + (top - box.top) / this.scale };
  }

  /** The picture is moved and scaled as a whole: to change what its `viewBox` is has all texts laid out anew, several times as long a frame. */
  private update(): void {
    const { svg, scale } = this;
    if (!svg) return;
    if (!scale) this.fit();
    else svg.style.transform = `translate(${-this.x * scale}px, ${-this.y * scale}px) scale(${scale})`;
    // What is selected is to be found in a picture whose lines are too thin to be seen.
    const thickness = Math.max(1, Math.round(READABLE / this.scale));
    if (thickness === this.thickness) return;
    this.thickness = thickness;
    svg.style.setProperty('--thick', `${thickness}`);
  }

  /** While it is zoomed the picture is stretched as it was drawn, and drawn again once that has ended. */
  private stretch(): void {
    const { svg } = this;
    if (!svg) return;
    svg.style.willChange = 'transform';
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      svg.style.willChange = 'auto';
    }, SETTLED);
  }
}
