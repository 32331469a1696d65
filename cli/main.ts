import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { catalog } from './catalog.ts';
import { check } from './check.ts';
import { EXIT, UsageError } from './errors.ts';
import { explain } from './explain.ts';
import { generate } from './generate.ts';

const format = (): Option => new Option('--format <form>', 'how to write the result').choices(['text', 'json']).default('text');
const collect = (value: string, before: string[] = []): string[] => [...before, value];

function program(finish: (code: number) => void): Command {
  const root = new Command('segplan')
    .description('Checks network segmentation plans of backup products and writes firewall rule sets from them.')
    .version(manifest.version)
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'segplan: ')) });
  root
    .command('check')
    .description('report the findings of plans')
    .argument('<file...>', '.segplan files')
    .addOption(format())
    .action(async (files, options) => finish(await check(files, options)));
  root
    .command('generate')
    .description('write the rule set of a plan')
    .argument('<file>', 'a .segplan file')
    .requiredOption('--target <name>', 'nftables, csv, markdown, json; may be given several times', collect)
    .option('--out <dir>', 'the folder to write to; one target without it goes to standard output')
    .option('--phase <name>', 'switch a phase on; may be given several times', collect)
    .action(async (file, options) => finish(await generate(file, options)));
  root
    .command('catalog')
    .description('show what the vendor catalogs say')
    .argument('[vendor]', 'one vendor, in detail')
    .option('--file <plan>', 'show the vendors of this plan as well')
    .addOption(format())
    .action(async (vendor, options) => finish(await catalog(vendor, options)));
  root
    .command('explain')
    .description('say whether some traffic is permitted, by what, and what needs it')
    .argument('<file>', 'a .segplan file')
    .argument('<question>', 'such as "vbr -> proxy tcp 6162"')
    .option('--phase <name>', 'switch a phase on; may be given several times', collect)
    .addOption(format())
    .action(async (file, question, options) => finish(await explain(file, question, options)));
  root.addHelpText(
    'after',
    `
Examples:
  segplan check plan.segplan
  segplan generate plan.segplan --target nftables > plan.nft
  segplan generate plan.segplan --target nftables --target csv --out rules
  segplan explain plan.segplan "vbr -> proxy tcp 6162"

Exit codes: 0 clean, 1 findings at error level, 2 wrong use or unreadable input.`,
  );
  for (const command of root.commands) command.exitOverride().configureOutput(root.configureOutput());
  return root;
}

async function main(): Promise<number> {
  let code: number = EXIT.clean;
  try {
    const root = program((result) => {
      code = result;
    });
    if (process.argv.length <= 2)
      throw new UsageError('Say what to do: check, generate, catalog or explain; segplan --help tells more.');
    await root.parseAsync(process.argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    const message = error instanceof UsageError ? error.message : `This should not have happened: ${(error as Error).message}`;
    process.stderr.write(`segplan: ${message}\n`);
    return EXIT.usage;
  }
}

// A reader that has seen enough (`segplan catalog | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.clean);
});
main().then((code) => {
  process.exitCode = code;
});
