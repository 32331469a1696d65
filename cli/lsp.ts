/**
 * Serves an editor over standard input and output, until it says that it is done.
 * The server is a program of its own beside this one, which nobody waits for who asks for something else.
 */
export async function serveEditor(): Promise<void> {
  // It is what the server looks for to know whom it speaks to.
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  await import('../server/main.node.ts');
}
