import { statsOf } from '../api/disk-files.ts';
import manifest from '../package.json' with { type: 'json' };
import { UsageError } from './errors.ts';
import { nameText } from './text.ts';

/**
 * Serves an assistant over standard input and output, until it hangs up. Its program is one of its own beside this one, which nobody waits
 * for who asks for something else.
 * @throws UsageError for what is no folder
 */
export async function serve({ folder = '.' }: { readonly folder?: string }): Promise<void> {
  if (!statsOf(folder)?.isDirectory())
    throw new UsageError(`${nameText(folder)} is no folder; name the one whose plans an assistant may read.`);
  const { serveAssistant } = await import('../mcp/main.ts');
  await serveAssistant(folder, manifest.version);
}
