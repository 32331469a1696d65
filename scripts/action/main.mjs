// The GitHub Action: action.yml says what it takes, in variables, and docs/automation.md what it does.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { builtCli } from '../built.mjs';
import { putComment } from './comment.mjs';
import { differences, report } from './report.mjs';
import { writeInside } from './write-inside.mjs';

const { env } = process;
// No program that is started from here needs to see it.
const token = env.SEGPLAN_TOKEN;
delete env.SEGPLAN_TOKEN;
const cli = await builtCli();
const phase = env.SEGPLAN_PHASE ? [`--phase=${env.SEGPLAN_PHASE}`] : [];
const given = (env.SEGPLAN_PATH ?? '').split(/\r?\n/).filter((path) => path.trim());
const paths = given.length ? given : ['.'];

function segplan(...args) {
  const done = spawnSync(process.execPath, [cli, ...args], { input: '', encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== null) return { code: done.status, stdout: done.stdout, stderr: done.stderr };
  const why = done.error ? done.error.message : `it was ended by ${done.signal}, as where the runner has no memory left`;
  return { code: 2, stdout: '', stderr: `segplan ${args[0]} came to no end: ${why}. Give it fewer or smaller plans.` };
}

/** A line of the log that the runner shows as such, whatever it says. */
function annotate(level, text) {
  const escaped = text.trim().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${level} title=Segplan::${escaped}`);
}

function output(name, value) {
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** The pull request that this run is about; nothing where it is about none. */
function pullRequest() {
  const event = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
  return event.pull_request;
}

async function main() {
  const found = segplan('check', '--format=github', ...phase, '--', ...paths);
  process.stdout.write(found.stdout);
  if (found.stderr) annotate(found.code === 2 ? 'error' : 'warning', found.stderr);
  const { files, summary, unread } = readFindings(found);
  output('errors', summary.errors ?? '');
  output('warnings', summary.warnings ?? '');
  const isWritten = !env.SEGPLAN_SARIF || writeSarif(env.SEGPLAN_SARIF);
  const request = pullRequest();
  const base = env.SEGPLAN_BASE || request?.base?.sha;
  if (base) await compare(base, files, unread, request);
  return isWritten ? found.code : 2;
}

function writeSarif(file) {
  try {
    const { stdout, stderr } = segplan('check', '--format=sarif', ...phase, '--', ...paths);
    if (!stdout) throw new Error(stderr);
    writeInside(file, stdout);
    return true;
  } catch (error) {
    annotate('error', `The SARIF can't be written: ${error.message}`);
    return false;
  }
}

/** What was found; where one of the paths can't be checked, of the others at least which plans there are. */
function readFindings({ code, stderr }) {
  const read = (...some) => segplan('check', '--format=json', ...phase, '--', ...some);
  const whole = read(...paths);
  if (whole.stdout) {
    const { files, summary } = JSON.parse(whole.stdout);
    return { files, summary: code === 2 ? {} : summary };
  }
  if (code !== 2) throw new Error(whole.stderr);
  const found = paths.length > 1 ? paths.map((path) => read(path)) : [];
  const files = found.flatMap(({ stdout }) => (stdout ? JSON.parse(stdout).files : []));
  return { files: [...new Map(files.map((each) => [each.file, each])).values()], summary: {}, unread: stderr };
}

async function compare(base, files, unread, request) {
  const result = differences(base, files, paths, (older, newer) =>
    segplan('diff', '--format=markdown', '--exit-code', ...phase, '--', older, newer),
  );
  if (result.fault) {
    annotate('warning', result.fault);
    return;
  }
  const { plans, outside } = result;
  if (outside.length)
    annotate(
      'notice',
      `No commit of this repository has ${outside.join(', ')}, so nobody can say what opens and what closes there.`,
    );
  const changed = plans.filter((plan) => plan.changed).length;
  output('changed', changed);
  const body = report(plans, unread);
  if (env.GITHUB_STEP_SUMMARY && plans.length) appendFileSync(env.GITHUB_STEP_SUMMARY, `${body}\n`);
  if (!/^true$/i.test(env.SEGPLAN_COMMENT ?? '') || !request || !token) return;
  try {
    const place = {
      api: env.GITHUB_API_URL ?? 'https://api.github.com',
      repository: env.GITHUB_REPOSITORY,
      number: request.number,
    };
    const done = await putComment({ ...place, token, body, needed: plans.length > 0 });
    if (done) console.log(`What opens and what closes: ${done}`);
  } catch (error) {
    annotate('notice', `${error.message} What opens and what closes is in the summary of this job instead.`);
  }
}

process.exitCode = await main().catch((error) => {
  annotate('error', error.message);
  return 2;
});
