import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BrowserKills } from '../faults/browser-kills.ts';
import { ruleTexts, writeRuleTexts } from '../faults/rule-texts.ts';

test('a browser that is killed in the middle of an import keeps what it had shown as saved', async ({
  baseURL,
}) => {
  // Three starts of a browser.
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'guiju-texts-'));
  try {
    await writeRuleTexts(folder, ruleTexts(80));
    const kills = await BrowserKills.prepare(baseURL!, folder);
    const { violations, faults } = await kills.kill(2);
    expect(violations).toEqual([]);
    expect(faults['browser-kill']).toBe(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
