/**
 * What several tasks find, in the order in which they find it.
 * @param tasks each gives what it finds one by one, and begins when it is called
 * @param most so many run at the same time
 * @param onEnd is told of each that has ended
 */
export async function* atOnce(tasks, most, onEnd = () => {}) {
  const waiting = [...tasks];
  const running = new Map();
  const go = (task) =>
    running.set(
      task,
      task.next().then((step) => ({ task, step })),
    );
  const begin = () => {
    const next = waiting.shift();
    if (next) go(next());
  };
  for (let n = 0; n < most; n++) begin();
  while (running.size) {
    const { task, step } = await Promise.race(running.values());
    if (step.done) {
      running.delete(task);
      onEnd();
      begin();
    } else {
      yield step.value;
      go(task);
    }
  }
}
