// Finds places for everything on a map, beside the page, which stays smooth meanwhile.
import { layOut } from '../../../../language/map/layout.ts';
import type { LayoutAnswer, LayoutRequest } from './engine.ts';

const scope = globalThis as unknown as {
  addEventListener(type: 'message', listener: (event: { data: LayoutRequest }) => void): void;
  postMessage(answer: LayoutAnswer): void;
};

scope.addEventListener('message', ({ data: { number, map, view } }) => {
  layOut(map, view).then(
    (scene) => scope.postMessage({ number, scene }),
    (error: unknown) => scope.postMessage({ number, error: error instanceof Error ? error.message : String(error) }),
  );
});
