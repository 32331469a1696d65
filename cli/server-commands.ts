import { type Command, Option } from 'commander';
import { examples } from './command-parts.ts';

/** Declares the language server for any editor. */
export function addLsp(root: Command): void {
  root
    .command('lsp')
    .description('serve an editor with the language server protocol')
    .option('--stdio', 'over standard input and output, which is the only way')
    .addOption(new Option('--clientProcessId <id>', 'the process of the editor, with which the server ends').hideHelp())
    .action(async () => {
      const { serveEditor } = await import('./lsp.ts');
      await serveEditor();
    })
    .addHelpText('after', examples('lsp --stdio'));
}

/** Declares the server for assistants. */
export function addMcp(root: Command): void {
  root
    .command('mcp')
    .description('serve an assistant with the model context protocol, over standard input and output')
    .option('--folder <folder>', 'the only folder that is read', '.')
    .action(async (options) => {
      const { serve } = await import('./mcp.ts');
      await serve(options);
    })
    .addHelpText('after', examples('mcp', 'mcp --folder plans'));
}
