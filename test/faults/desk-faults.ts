import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { openFolderStorage } from '../../src/store/folder-storage.ts';
import { Ext4Disk } from './ext4-disk.ts';
import { damageOf } from './lost-of.ts';
import { Random } from './random.ts';
import type { SyncRun } from './receiver-faults.ts';
import { SyncingOffice } from './syncing-office.ts';
import { inviteMember } from './watched-page.ts';

/**
 * Cuts the power of a desk again and again while it, as a device of the office, receives from a browser. After each
 * cut: all that the sender knew to be at the desk is in its folder, and nothing there is half there. The desk goes on
 * with the folder that the cut has left, and in the end has everything.
 */
export async function deskFaults(seed: number, cuts: number): Promise<SyncRun> {
  const run: SyncRun = { faults: {}, violations: [], shown: 0, agreed: 0, lost: 0 };
  let disk = Ext4Disk.create(256);
  const folder = (): string => join(disk.place, 'desk');
  const office = await SyncingOffice.open(seed, '--data', folder());
  const { desk } = office;
  const random = new Random(seed);
  const look = async (): Promise<void> => {
    let damage = 0;
    const storage = await openFolderStorage(folder(), { onDamage: () => void (damage += 1) });
    const { lost, isTorn, violations } = await damageOf({ storage, unreadable: [] }, office.agreed);
    await storage.close();
    run.lost += lost;
    run.violations.push(...violations);
    // The end of the log may be broken off; what it held was not said to be there.
    if (isTorn || damage > 0) run.faults['torn-and-noticed'] = (run.faults['torn-and-noticed'] ?? 0) + 1;
  };
  try {
    await joinDesk(office, folder());
    await office.watch();
    for (let round = 0; round < cuts; round++) {
      office.write(round === 0 ? 120 : random.chance(0.5) ? 0 : 10 + random.below(40));
      await wait(random.below(4000));
      desk.freeze();
      const before = disk;
      disk = before.afterPowerCut();
      await desk.kill();
      await before.remove();
      disk.open();
      run.faults['desk-power-cut'] = round + 1;
      await office.endWriting();
      await look();
      await desk.start('--data', folder());
    }
    run.violations.push(...(await office.allThere()));
    await desk.kill();
    await look();
  } catch (cause) {
    run.violations.push(String(cause));
  } finally {
    run.agreed = office.agreed.size;
    await office.close();
    await disk.remove();
  }
  return run;
}

/** The desk joins as a device of a member of its own; who sits at its terminal types that the digits are the same. */
async function joinDesk({ desk, sender: { page } }: SyncingOffice, folder: string): Promise<void> {
  const code = await inviteMember(page, '服务台');
  await desk.kill();
  await desk.start('--data', folder, '--join', code);
  await page.locator('gj-pairing-notice a').click({ timeout: 60_000 });
  const shown = (await page.locator('gj-admit .digits').textContent()) ?? '';
  // They stand there twice: to be seen and to be read out.
  const digits = shown.replaceAll(/\D/g, '').slice(0, 6);
  await expect.poll(() => desk.said.replaceAll(/\D/g, ''), { timeout: 30_000 }).toContain(digits);
  await page.getByRole('button', { name: '相同', exact: true }).click();
  desk.type('y');
  await expect(page.getByText('已加入')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => desk.said, { timeout: 30_000 }).toContain('已加入');
}
