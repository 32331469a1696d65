/** A rule of the template that lacks, in the example, what the hardened repository needs. */
const WHOLE = 'allow vbr -> repo : veeam.installer, veeam.transport';
const SHORT = 'allow vbr -> repo : veeam.installer';
/** Which template the example is made of. */
export const EXAMPLE_TEMPLATE = 'veeam-four-zones';

/** The template as an example to play with: one rule lacks something, and the first lines say what to try. */
export function exampleOf(template: string): string {
  if (!template.includes(`${WHOLE}\n`)) throw new Error(`The template ${EXAMPLE_TEMPLATE} has no '${WHOLE}'.`);
  return `// An example to play with: nothing that you do here is kept, until you save it.
//
// 1. One rule below is underlined. Put the cursor on it, press Ctrl+. (Cmd+. on a Mac) and take the first fix.
// 2. Hover over a component, a service or a zone: who connects to whom, on which ports, and on whose word.
// 3. Take a port away or add a component, and see what that changes.

${template.replace(/^(\/\/.*\n)+/, '').replace(`${WHOLE}\n`, `${SHORT}\n`)}`;
}
