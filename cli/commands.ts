import { Command, Option } from 'commander';
import { targetNames } from '../language/generated/target-names.ts';
import { SCOPES } from '../language/rulesets/target.ts';
import manifest from '../package.json' with { type: 'json' };
import { addAudit } from './audit-command.ts';
import { collect, examples, type Finish, format, phase } from './command-parts.ts';
import { UsageError } from './errors.ts';
import { addImport } from './import-command.ts';
import { MAP_FORMATS } from './map-formats.ts';
import { addExplain, addReach } from './question-commands.ts';
import { addLsp, addMcp } from './server-commands.ts';
import { nameText } from './text.ts';

// What a command is made of is loaded when it is asked for: to set up what all of them need took longer than to check a small plan.

function addCheck(root: Command, finish: Finish): void {
  root
    .command('check')
    .description('report the findings of plans')
    .argument('<file...>', '.segplan files, folders whose plans are all checked, or - for standard input')
    .addOption(
      new Option(
        '--format <form>',
        'how to write the result: for people, for programs, for code scanning, or beside the lines on GitHub',
      )
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(phase())
    .option('--fix', 'first mend what has one right mend, such as rules for what is required, and write the plans')
    .option('--summary', 'also show what is permitted, required, missing and blocked between each two zones')
    .action(async (files, options) => {
      const { check } = await import('./check.ts');
      finish(await check(files, options));
    })
    .addHelpText(
      'after',
      examples(
        'check plan.segplan',
        'check plans/ --summary',
        'check plans/ --format json',
        'check . --format sarif > segplan.sarif',
        'check plan.segplan --phase deployment',
        'check plans/ --fix',
      ),
    );
}

function addFormat(root: Command, finish: Finish): void {
  root
    .command('format')
    .description('lay out plans as the editor does, in their files')
    .argument('<file...>', '.segplan files, folders whose plans are all formatted, or - from standard input to standard output')
    .option('--check', 'change nothing, and end with 1 where a plan is laid out otherwise')
    .action(async (files, options) => {
      const { formatPlans } = await import('./format.ts');
      finish(await formatPlans(files, options));
    })
    .addHelpText('after', examples('format plan.segplan', 'format plans/ --check', 'format - < draft.segplan'));
}

function addGenerate(root: Command, finish: Finish): void {
  root
    .command('generate')
    .description('write the rule set of a plan')
    .argument('<file>', 'a .segplan file, or - for standard input')
    .option('--target <name>', `${targetNames.join(', ')}; several with commas or by repeating`, collect)
    .option(
      '--firewall <name>',
      'a firewall of the plan, in its own form unless --target names another; without both, each of them',
      collect,
    )
    .addOption(
      new Option(
        '--scope <scope>',
        'rules for the firewall between zones (network, unless said), or for that of each host',
      ).choices(SCOPES),
    )
    .option(
      '--since <old>',
      'what is loaded already: a plan, or one of a git revision; what it has and this one has not is taken away',
    )
    .option('--out <dir>', 'the folder to write to; one file without it goes to standard output')
    .addOption(phase())
    .action(async (file, options) => {
      const { generate } = await import('./generate.ts');
      finish(await generate(file, options));
    })
    .addHelpText(
      'after',
      examples(
        'generate plan.segplan --target nftables > plan.nft',
        'generate plan.segplan --target nftables,csv --out rules',
        'generate plan.segplan --target markdown --phase deployment',
        'generate plan.segplan --target nftables --scope host --out rules',
        'generate plan.segplan --target fortios --since HEAD:./plan.segplan --out rules',
        'generate plan.segplan --out rules',
        'generate plan.segplan --firewall core > core.asa',
      ),
    );
}

function addCatalog(root: Command, finish: Finish): void {
  root
    .command('catalog')
    .description('show what the vendor catalogs say')
    .argument('[vendor]', 'one vendor, in detail')
    .option('--file <plan>', 'the catalogs as this plan sees them, its own vendors included')
    .addOption(format())
    .action(async (vendor, options) => {
      const { catalog } = await import('./catalog.ts');
      finish(await catalog(vendor, options));
    })
    .addHelpText('after', examples('catalog', 'catalog veeam', 'catalog acme --file plan.segplan --format json'));
}

function addChecks(root: Command, finish: Finish): void {
  root
    .command('checks')
    .description('list what findings there are, or explain one')
    .argument('[code]', 'the code of a finding, such as missing-flow')
    .action(async (code) => {
      const { explainChecks } = await import('./checks.ts');
      finish(explainChecks(code));
    })
    .addHelpText('after', examples('checks', 'checks missing-flow'));
}

function addNew(root: Command, finish: Finish): void {
  root
    .command('new')
    .description('begin a plan from a template, or with the components of some products')
    .argument('[template]', 'a template or a product; all are listed without it')
    .option('--product <names>', 'products to begin with; several with commas or by repeating', collect)
    .option('--sites <number>', 'how many sites there are; one, or what the products are about')
    .option('--zone <names>', 'the zones of each site; several with commas or by repeating', collect)
    .option('--out <file>', 'the .segplan file to create; standard output without it')
    .action(async (template, options) => {
      const { newPlan } = await import('./new.ts');
      finish(await newPlan(template, options));
    })
    .addHelpText(
      'after',
      examples(
        'new',
        'new veeam-four-zones --out plan.segplan',
        'new --product veeam-vmware,zerto --sites 2 --zone management,production,backup --out plan.segplan',
      ),
    );
}

function addDiff(root: Command, finish: Finish): void {
  root
    .command('diff')
    .description('say what opens and what closes between two plans, as flows')
    .argument('<old>', 'a .segplan file, or one of a git revision, such as HEAD:./plan.segplan')
    .argument('<new>', 'the same')
    .addOption(new Option('--format <form>', 'how to write the result').choices(['text', 'json', 'markdown']).default('text'))
    .addOption(phase())
    .option('--by-firewall', 'one change request for each firewall of the plan: what passes it, and its rules')
    .option('--exit-code', 'end with 1 when there is a difference')
    .action(async (older, newer, options) => {
      const { diff } = await import('./diff.ts');
      finish(await diff(older, newer, options));
    })
    .addHelpText(
      'after',
      examples(
        'diff old.segplan new.segplan',
        'diff HEAD:./plan.segplan plan.segplan',
        'diff main:./plan.segplan plan.segplan --format markdown > change.md',
        'diff old.segplan new.segplan --phase deployment --exit-code',
      ),
    );
}

function addMap(root: Command, finish: Finish): void {
  root
    .command('map')
    .description(
      'draw the zones of a plan, the components in them, and what is open, missing, blocked or not needed between them',
    )
    .argument('<file>', 'a .segplan file, or - for standard input')
    .addOption(new Option('--format <form>', 'what to write; svg unless --out says another').choices(MAP_FORMATS))
    .option('--out <file>', 'the file to write; standard output without it')
    .option('--audit', 'with where the plan and what its firewalls run part, read from the files that they name')
    .addOption(new Option('--theme <theme>', 'colors for paper or for a dark screen').choices(['light', 'dark']).default('light'))
    .addOption(phase())
    .action(async (file, options) => {
      const { map } = await import('./map.ts');
      finish(await map(file, options));
    })
    .addHelpText(
      'after',
      examples(
        'map plan.segplan --out map.svg',
        'map plan.segplan --out map.png --theme dark',
        'map plan.segplan --format mermaid --phase deployment',
        'map plan.segplan --out map.drawio',
        'map plan.segplan --out map.html',
        'map plan.segplan --audit --out drift.png',
      ),
    );
}

/** The command line, which tells the exit code that a command ends with. */
export function program(finish: Finish): Command {
  const root = new Command('segplan')
    .description('Checks network segmentation plans of backup products and writes firewall rule sets from them.')
    .version(manifest.version)
    .addHelpText(
      'after',
      `${examples(
        'check plan.segplan',
        'generate plan.segplan --target nftables > plan.nft',
        'catalog veeam',
        'explain plan.segplan "vbr -> proxy tcp 6162"',
        'diff HEAD:./plan.segplan plan.segplan',
      )}\n\nExit codes: 0 clean, 1 findings at error level, 2 wrong use, unreadable input or a fault of Segplan.`,
    );
  for (const add of [
    addCheck,
    addChecks,
    addFormat,
    addGenerate,
    addCatalog,
    addExplain,
    addReach,
    addMap,
    addAudit,
    addDiff,
    addImport,
    addNew,
  ])
    add(root, finish);
  addLsp(root);
  addMcp(root);
  root.hook('preAction', (_, command) => assertNoneEmpty(command));
  for (const command of [root, ...root.commands]) {
    const help = command === root ? 'segplan --help' : `segplan ${command.name()} --help`;
    refuseTwice(command);
    command.exitOverride().configureOutput({ outputError: (text, write) => write(`${wrongUse(text, help)}\n`) });
  }
  return root;
}

/** @throws UsageError for an argument or an option without a text, as a variable gives that nobody has set: a file of that name would be the working folder */
function assertNoneEmpty(command: Command): void {
  const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.includes(''));
  const argument = command.registeredArguments.find((_, n) => isEmpty(command.processedArgs[n]));
  const option = command.options.find((each) => isEmpty(command.getOptionValue(each.attributeName())));
  const what = argument ? `the argument '${argument.name()}'` : option?.long;
  if (what)
    throw new UsageError(
      `${what} is empty; give it a value${argument?.required ? '' : ', or leave it out'}. See segplan ${command.name()} --help.`,
    );
}

/** Has the parser complain of an option that takes one value and is given two, of which one would be left out without a word. */
function refuseTwice(command: Command): void {
  for (const option of command.options) {
    // Choices are read by a function as well; another one collects what is given.
    if (!option.required || (option.parseArg && !option.argChoices)) continue;
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given)
        throw new UsageError(`${option.long} is given twice, and takes one value. See segplan ${command.name()} --help.`);
      given = true;
    });
  }
}

/** What the option parser complains of, on one line and with the way out. */
function wrongUse(text: string, help: string): string {
  const message = text
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  return nameText(`segplan: ${message}${/[.)]$/.test(message) ? '' : '.'} See ${help}.`);
}
