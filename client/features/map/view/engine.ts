import type { View } from '../../../../language/map/layout.ts';
import type { PlanMap } from '../../../../language/map/plan-map.ts';
import type { Scene } from '../../../../language/map/scene.ts';

export interface LayoutRequest {
  readonly number: number;
  readonly map: PlanMap;
  readonly view: View;
}

export type LayoutAnswer =
  | { readonly number: number; readonly scene: Scene }
  | { readonly number: number; readonly error: string };

type Drawn = (scene: Scene, map: PlanMap) => void;

/** Has a worker find places for a map; of several maps that come meanwhile the last one counts. */
export class Engine {
  private readonly worker: Worker;
  private readonly done: Drawn;
  private readonly failed: (reason: string) => void;
  private number = 0;
  private running: LayoutRequest | undefined;
  private waiting: LayoutRequest | undefined;

  constructor(script: string, done: Drawn, failed: (reason: string) => void) {
    this.worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    this.done = done;
    this.failed = failed;
    this.worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => this.answer(data));
    this.worker.addEventListener('error', ({ message }) => this.failed(message));
  }

  ask(map: PlanMap, view: View): void {
    this.waiting = { number: ++this.number, map, view };
    this.next();
  }

  private next(): void {
    if (this.running || !this.waiting) return;
    this.running = this.waiting;
    this.waiting = undefined;
    this.worker.postMessage(this.running);
  }

  private answer(answer: LayoutAnswer): void {
    const { running } = this;
    this.running = undefined;
    if (running && !this.waiting) {
      if ('scene' in answer) this.done(answer.scene, running.map);
      else this.failed(answer.error);
    }
    this.next();
  }
}
