import assert from 'node:assert/strict';
import { baseNameOf, fileNameOf } from '../../language/model/file-name.ts';

describe('the name of a plan by its address', () => {
  it('is that of its file, whatever characters that has', () => {
    assert.equal(fileNameOf('file:///plans/site%201%20%C3%A4.segplan'), 'site 1 ä.segplan');
    assert.equal(baseNameOf('file:///plans/100%2525.segplan'), '100%25');
    assert.equal(baseNameOf('file:///plans/a.segplan.segplan'), 'a.segplan');
    assert.equal(baseNameOf('untitled:Untitled-1'), 'untitled:Untitled-1');
  });
});
