/** Places of the bundled program at which a test lets it fail, as they stand in the bundle. */
const PLACES = {
  check: /(code: "any-endpoint",[\s\S]*?\bdetect: \([^)]*\) => )/,
  analysis: /(\bfunction\* analyzing\([^)]*\) \{)/,
  linking: /(\bSegplanLinker = class\b[\s\S]*?\n\s+async link\([^)]*\) \{)/,
} as const;

/** The text of a CommonJS module that, loaded before the program, lets a part of it fail as a stack that is full does. */
export function failing(place: keyof typeof PLACES): string {
  const fault = 'throw new RangeError("Maximum call stack size exceeded");';
  // A check may be one expression.
  const more = place === 'check' ? `(() => { ${fault} })() || ` : ` ${fault}`;
  // What was compiled before is run without a look at its text.
  return `process.env.NODE_DISABLE_COMPILE_CACHE = '1';
const Module = require('node:module');
const compile = Module.prototype._compile;
Module.prototype._compile = function (content, file) {
  // The program itself; what starts it stands in a file of its own.
  if (!file.endsWith('.main.cjs')) return compile.call(this, content, file);
  const broken = content.replace(${String(PLACES[place])}, (start) => start + ${JSON.stringify(more)});
  if (broken === content) throw new Error('there is no such place in ' + file);
  return compile.call(this, broken, file);
};
`;
}
