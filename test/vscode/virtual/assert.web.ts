// What the tests use of Node's assertions, where there is no Node.

function fail(message: string | undefined, otherwise: string): never {
  throw new Error(message ?? otherwise);
}

/** Takes the place of `node:assert/strict` in the bundle for a browser. */
export default {
  ok(value: unknown, message?: string): void {
    if (!value) fail(message, `${value} is not true.`);
  },
  equal(actual: unknown, expected: unknown, message?: string): void {
    if (!Object.is(actual, expected)) fail(message, `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}.`);
  },
  /** For lists of texts, which is all that is compared. */
  deepEqual(actual: readonly string[], expected: readonly string[], message?: string): void {
    const [left, right] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
    if (left !== right) fail(message, `${left} is not ${right}.`);
  },
  match(actual: string, expected: RegExp, message?: string): void {
    if (!expected.test(actual)) fail(message, `${JSON.stringify(actual)} does not match ${expected}.`);
  },
};
