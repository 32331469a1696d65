import { CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { program } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import { nameText } from './text.ts';

/** One line for every error, whatever it is. */
function complaint(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) return nameText(message);
  // Node asks for it whatever is done.
  if ((error as NodeJS.ErrnoException)?.syscall === 'uv_cwd')
    return 'the folder that this runs in is gone, or may not be read; change into another one.';
  return nameText(
    `something went wrong inside of Segplan ${manifest.version} (${message}), and what was asked for was not done. Try one file after the other to see which it is about; tell whoever gave you Segplan, with this line and, if you can, that file.`,
  );
}

async function main(): Promise<number> {
  let code: number = EXIT.clean;
  try {
    const root = program((result) => {
      code = result;
    });
    if (process.argv.length <= 2)
      throw new UsageError(
        `Say what to do: ${root.commands.map((each) => each.name()).join(', ')}. 'segplan new' shows what to begin with; see segplan --help.`,
      );
    await root.parseAsync(process.argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    process.stderr.write(`segplan: ${complaint(error)}\n`);
    return EXIT.usage;
  }
}

// A reader that has seen enough (`segplan catalog | head`) is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // What is left is said to nobody; how the command ends is still told.
    if (error.code === 'EPIPE') return;
    try {
      process.stderr.write(`segplan: the output can't be written (${error.code}).\n`);
    } finally {
      process.exit(EXIT.usage);
    }
  });

/** Runs another command in a process that has run one, as our tests do by the hundred: nothing is known of the files of the one before. */
export async function runNext(): Promise<void> {
  const { forgetFiles } = await import('./workspace.ts');
  forgetFiles();
  process.exitCode = await main();
}

main().then((code) => {
  process.exitCode = code;
});
