import { subtractTemporal, type TemporalBox, type Timeline } from './timeline.ts';

/**
 * What of some boxes has not been told. What opens at all is told of further phases as well, and what opens during a phase of all of them
 * together, though a rule of another phase has been told to open it then: nobody is to read that it does not.
 */
export function untold(boxes: readonly TemporalBox[], told: readonly TemporalBox[], timeline: Timeline): TemporalBox[] {
  if (!told.length) return [...boxes];
  if (timeline.states.length === 1) return [...subtractTemporal(boxes, told)];
  return boxes.flatMap((box) => {
    const led = box.moments.intersect(timeline.ledBy(box.moments));
    if (led.isEmpty) return subtractTemporal([box], told);
    const leading = subtractTemporal([{ ...box, moments: box.moments.subtract(led) }], told);
    const result = leading.map((each) => ({
      ...each,
      moments: each.moments.union(led.intersect(timeline.ledBy(each.moments))),
    }));
    return [...result, ...untold(subtractTemporal([{ ...box, moments: led }], result), told, timeline)];
  });
}
