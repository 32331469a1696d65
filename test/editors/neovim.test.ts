import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { buildCli, bundle, FIRST_RULE, folderWith, planWith, removeFolders, root, segplan } from '../cli/segplan.ts';
import { neovimFault } from './available.ts';

/** What a user does, step by step, with the results in a file. */
const STEPS = `
local done = {}
local function finish()
  vim.fn.writefile({ vim.fn.json_encode(done) }, 'done.json')
  vim.cmd('qall!')
end
vim.defer_fn(function() done.late = true; finish() end, 60000)
local function step()
  vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  done.clients = #vim.lsp.buf_get_clients(0)
  local findings = vim.diagnostic.get(0)
  done.findings = vim.tbl_map(function(d)
    return { line = d.lnum + 1, column = d.col + 1, severity = d.severity, code = d.user_data and d.user_data.lsp.code or d.code, message = d.message }
  end, findings)
  vim.api.nvim_win_set_cursor(0, { findings[1].lnum + 1, findings[1].col + 5 })
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
    local _, answer = next(answers)
    return answer and answer.result
  end
  local hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
  done.hover = hover and hover.contents.value
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  for _, action in ipairs(ask('textDocument/codeAction', params) or {}) do
    if action.isPreferred and not done.fix then
      done.fix = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
  done.cleared = vim.wait(30000, function() return #vim.diagnostic.get(0) == 0 end, 50)
  vim.cmd('write')
  finish()
end
vim.defer_fn(function()
  local ok, fault = pcall(step)
  if not ok then done.fault = fault; finish() end
end, 10)
`;

describe('Neovim', () => {
  before(function () {
    const fault = neovimFault();
    if (fault) {
      console.log(`      skipped: ${fault}`);
      this.skip();
    }
    buildCli();
  });
  after(removeFolders);

  it('with the lines of docs/editors.md finds, explains and mends what is missing', () => {
    const blocks = [...readFileSync(join(root, 'docs/editors.md'), 'utf8').matchAll(/^```lua\n([\s\S]*?)^```/gm)];
    const setup = blocks.map((m) => m[1]!).find((text) => text.includes('start_client'))!;
    const rule = '/* ü🔥 */ allow vbr -> repo : tcp 2500-3300';
    const folder = folderWith({
      'plan.segplan': planWith(rule),
      'steps.lua': STEPS,
      'init.lua': setup,
      'bin/x': '',
      'home/x': '',
    });
    symlinkSync(bundle, join(folder, 'bin/segplan'));
    const { stderr, status } = spawnSync(
      'nvim',
      ['--headless', '--clean', '--cmd', 'luafile init.lua', 'plan.segplan', '-c', 'luafile steps.lua'],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 90_000,
        env: {
          ...process.env,
          HOME: join(folder, 'home'),
          PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
        },
      },
    );
    assert.equal(status, 0, stderr);
    const done = JSON.parse(readFileSync(join(folder, 'done.json'), 'utf8'));
    assert.deepEqual([done.fault, done.late, done.clients], [undefined, undefined, 1], stderr);
    assert.equal(done.findings.length, 1);
    const [{ line, severity, code, message, column }] = done.findings;
    assert.deepEqual([line, severity, code], [FIRST_RULE, 1, 'missing-flow']);
    // Neovim counts bytes, from what the server says in UTF-16.
    assert.equal(column, Buffer.byteLength('/* ü🔥 */ allow vbr -> repo : ') + 1);
    assert.match(message, /^No rule permits vbr -> repo on tcp 6162\b/);
    assert.match(done.hover, /2500-3300/);
    assert.match(done.fix, /6162/);
    assert.equal(done.cleared, true);
    const mended = readFileSync(join(folder, 'plan.segplan'), 'utf8');
    assert.equal(mended, planWith(`${rule}, 6162`));
    writeFileSync(join(folder, 'mended.segplan'), mended);
    assert.equal(segplan(['check', 'mended.segplan'], folder).code, 0);
  });
});
