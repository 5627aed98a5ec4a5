import { expect, test } from '@playwright/test';
import { bringIn, openEmptyBase, search } from './office.ts';

const duty = `# 值班工作规定

## 第一章 总则

第一条 为了规范值班工作，制定本规定。

第二条 值班人员应当按时到岗，不得擅自离岗。

## 第二章 附则

第三条 本规定自2026年6月1日起施行。
`;

test('bad files are told apart, each with its reason; the others come in', async ({ page }) => {
  await openEmptyBase(page);
  await bringIn(page, [
    { name: '空.md', text: '' },
    { name: '值班工作规定(2026-05-01).md', text: duty },
    { name: '表.docx', text: 'PK' },
    { name: '乱.md', text: Uint8Array.from([0, 1, 2, 3, 255, 254]) },
    { name: '密.md', text: '机密★3年\n# 蓝鲸规定\n第一条 蓝鲸靠港。' },
    { name: '坏.zip', text: 'PK not a zip' },
    {
      name: '网页.md',
      text: '# 网页\n\n第一条 <script>window.harmed = true</script> <img src=x onerror="window.harmed = true"> [点](javascript:window.harmed=true)\n\n第二条 完。',
    },
  ]);
  const entry = (name: string) => page.locator('.entry', { hasText: name });
  await expect(entry('空.md')).toContainText('文件是空的');
  await expect(entry('值班工作规定')).toContainText('新增');
  await expect(entry('值班工作规定')).toContainText('3 条');
  await expect(entry('表.docx')).toContainText('这种格式暂时还不能读');
  await expect(entry('乱.md')).toContainText('这不是文本文件');
  await expect(entry('密.md')).toContainText('已拒收');
  await expect(entry('坏.zip')).toContainText('压缩包已损坏');
  await entry('网页').getByRole('link').click();
  await expect(page.locator('#a1')).toContainText('<script>');
  await expect(page.locator('.text script, .text img, .text a[href^="javascript"]')).toHaveCount(0);
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  await search(page, '蓝鲸');
  await expect(page.locator('.found-count')).toHaveText('没有找到条文');
});

test('the same again changes nothing; another date is another edition', async ({ page }) => {
  await openEmptyBase(page);
  await bringIn(page, [{ name: '值班工作规定(2026-05-01).md', text: duty }]);
  await page.reload();
  await bringIn(page, [
    { name: '值班工作规定(2026-05-01).md', text: duty },
    {
      name: '值班工作规定(2026-10-01).md',
      text: duty.replace('2026年6月1日', '2026年11月1日').replace('按时到岗', '提前十分钟到岗'),
    },
  ]);
  await expect(page.locator('.entry').nth(0)).toContainText('已有');
  await expect(page.locator('.entry').nth(1)).toContainText('新版本');
  await page.locator('.entry').nth(1).getByRole('link').click();
  await expect(page.locator('.timeline summary')).toContainText('2 个版本');
  await expect(page.locator('#a2')).toContainText('提前十分钟');
});

test('a pasted text comes in under its title', async ({ page }) => {
  await openEmptyBase(page);
  await page.goto('/#/bring-in');
  await page.getByText('粘贴文本').click();
  await page.getByRole('textbox', { name: '标题' }).fill('用印登记办法');
  await page.getByRole('textbox', { name: '正文' }).fill('第一条 用印应当登记。\n第二条 登记簿保存三年。');
  await page.getByRole('button', { name: '导入这段文本' }).click();
  await page.getByRole('link', { name: '用印登记办法' }).click();
  await expect(page.locator('#a2')).toContainText('登记簿保存三年');
});
