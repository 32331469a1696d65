/** What standard input is called wherever a file is named. */
export const STANDARD_INPUT = '<stdin>';

/** The last part of its address, which ends as that of every plan does. No system has a file of that name by chance, and some can have none. */
export const STANDARD_INPUT_FILE: string = `${STANDARD_INPUT}.segplan`;

/** What the file of a plan is called, by its address. */
export function fileNameOf(uri: string): string {
  const name = decodeURIComponent(uri.replace(/^.*\//, ''));
  return name === STANDARD_INPUT_FILE ? STANDARD_INPUT : name;
}

/** The same without its ending, which titles and the names of output files are made of: no file can be called `<stdin>` everywhere. */
export function baseNameOf(uri: string): string {
  const name = fileNameOf(uri);
  return name === STANDARD_INPUT ? 'stdin' : name.replace(/\.segplan$/, '');
}
