import { describe, expect, test } from 'vitest';
import { draftBody } from '../../src/rule/draft-body.ts';
import { day, publishDraft, someDraft } from './some-drafting.ts';

describe('the way of a draft', () => {
  test('what it lacks is said before it goes on, and what it cannot go without is not signed', async () => {
    const { ask, draft, write, go } = await someDraft();
    const view = () => ask('workflow', { draft, on: day });
    const lacks = async (to: string) =>
      (await view()).ways
        .find((way) => way.to === to)!
        .lacks.map(({ kind, binding }) => `${kind}${binding ? '!' : ''}`);
    expect((await view()).stage).toBe('proposed');
    await go('drafting');
    await write('关灯。', '关灯断电。');
    expect(await lacks('reviewing')).toEqual(['explanation']);
    await write('第三条', '第五条');
    await ask('draftFact', { draft, fact: 'explanation', before: '', text: '为了省电。' });
    expect(await lacks('reviewing')).toEqual(['findings']);
    await write('第五条', '第三条');
    expect(await lacks('reviewing')).toEqual([]);
    const { people } = await view();
    await ask('askApproval', { draft, member: people[0]!.member, ask: true });
    await go('reviewing');
    expect(await lacks('signing')).toEqual(['approval!', 'secrecy']);
    await expect(go('signing')).rejects.toMatchObject({ code: 'draft-not-ready' });
    expect((await view()).stage).toBe('reviewing');
    await ask('approveDraft', { draft, text: (await view()).text });
    expect(await lacks('signing')).toEqual(['secrecy']);
    await go('signing');
    expect((await view()).moves.map(({ to, byName, lacking }) => [to, byName, lacking])).toEqual([
      ['drafting', '王芳', []],
      ['reviewing', '王芳', []],
      ['signing', '王芳', []],
    ]);
    await expect(go('deliberating')).rejects.toMatchObject({ code: 'draft-moved' });
    await expect(go('published')).rejects.toMatchObject({ code: 'draft-not-ready' });
  });

  test('an approval is of the text that was seen: one letter more and it is void, one back and it holds', async () => {
    const { ask, draft, write } = await someDraft();
    const view = () => ask('workflow', { draft, on: day });
    const { text, people } = await view();
    await ask('askApproval', { draft, member: people[0]!.member, ask: true });
    await write('关灯。', '关灯！');
    await expect(ask('approveDraft', { draft, text })).rejects.toMatchObject({ code: 'draft-changed' });
    await ask('approveDraft', { draft, text: (await view()).text });
    expect(await view()).toMatchObject({ approved: true, approvers: [{ state: 'agreed', asked: true }] });
    await write('关灯！', '关灯?');
    expect(await view()).toMatchObject({ approved: false, approvers: [{ state: 'other-text' }] });
    await write('关灯?', '关灯！');
    expect(await view()).toMatchObject({ approved: true });
    await ask('withdrawApproval', { draft });
    expect(await view()).toMatchObject({ approved: false, approvers: [{ state: 'waiting' }] });
  });

  test('nothing that the ledger carries holds a word of the draft', async () => {
    const { ask, engine, draft, go } = await someDraft();
    await ask('draftFact', { draft, fact: 'explanation', before: '', text: '起草说明在此' });
    await go('drafting');
    await ask('moveDraft', { draft, to: 'shelved', note: '等上级文件', on: day });
    const { text } = await ask('workflow', { draft, on: day });
    await ask('approveDraft', { draft, text });
    const { ledger, keeper } = engine.office;
    const all = [...ledger.chains.all()].filter(({ act }) => 'draft' in act);
    expect(all).toHaveLength(3);
    const bodies = (await keeper.signed(all.map(({ id }) => id))).map(({ body }) =>
      new TextDecoder().decode(body),
    );
    for (const body of bodies) expect(body).not.toMatch(/\p{Script=Han}/u);
    // The words are where the draft is.
    expect((await ask('workflow', { draft, on: day })).moves.at(-1)!.note).toBe('等上级文件');
    expect((await ask('workflow', { draft, on: day })).back).toBe('drafting');
    // Who knows the text cannot tell that this is its hash without having the draft.
    const plain = [...ledger.chains.all()].map(({ act }) => (act.type === 'move' ? act.text : ''));
    const { createHash } = await import('node:crypto');
    const words = (await ask('draftOpen', { draft })).text;
    expect(plain).not.toContain(createHash('sha256').update(words).digest('hex'));
  });

  test('who writes on what another has just saved is told, and nothing is lost', async () => {
    const { ask, draft } = await someDraft();
    const fact = { draft, fact: 'explanation' as const };
    await ask('draftFact', { ...fact, before: '', text: '甲' });
    await expect(ask('draftFact', { ...fact, before: '', text: '乙' })).rejects.toMatchObject({
      code: 'draft-changed',
    });
    expect((await ask('workflow', { draft, on: day })).explanation).toBe('甲');
    await expect(ask('draftFact', { ...fact, before: '甲', text: 'x'.repeat(20_001) })).rejects.toMatchObject(
      { code: 'too-much' },
    );
  });
});

describe('from draft to edition', () => {
  test('what is published is the text of the draft, and the draft says what it became', async () => {
    const { ask, rule, draft, edition, write, go, storage } = await someDraft();
    await write('下班应当关灯。', '会议室的灯由使用人负责。\n\n第三条　下班应当关灯，𠮷字🎉也在。');
    await write('第三条 违反第二条', '第四条 违反第三条');
    await write('第四条 本办法', '第五条 本办法');
    await go('drafting', 'reviewing', 'deliberating', 'signing');
    const before = await ask('shelf', day);
    const prepared = await ask('preparePublishDraft', { draft, on: day });
    expect(prepared.revises!.edition).toBe(edition);
    // Nothing of it is in the base before it is signed.
    expect(await ask('shelf', day)).toEqual(before);
    const made = await publishDraft({ ask, draft });
    const { text } = await ask('draftOpen', { draft });
    const { units, edition: read, signing } = await ask('read', { rule, on: day });
    expect([read.hash, signing]).toEqual([made.edition, 'official']);
    expect(units.map(({ label }) => label)).toEqual(['第一条', '第二条', '第三条', '第四条', '第五条']);
    expect((await stored(made.edition)).text).toBe(draftBody(text, '').text);
    expect((await stored(made.edition)).ids?.slice(2)).toEqual(['a2', 'a3', 'a4']);
    const after = await ask('workflow', { draft, on: day });
    expect(after).toMatchObject({
      stage: 'published',
      published: { rule, edition: made.edition, standing: 'official', rivals: [] },
      ways: [{ to: 'filed' }],
    });
    expect((await ask('draft', { draft, on: day })).overtaken).toBeUndefined();
    await go('filed');
    expect((await ask('workflow', { draft, on: day })).ways).toEqual([]);

    async function stored(hash: string) {
      return (await storage.get('texts', hash))!;
    }
  });

  test('what somebody wrote after the page was opened is not signed unseen', async () => {
    const { ask, draft, write, go } = await someDraft();
    await write('关灯。', '关灯断电。');
    await go('drafting', 'reviewing', 'signing');
    const view = await ask('preparePublishDraft', { draft, on: day });
    await write('断电', '停电');
    await expect(publishDraft({ ask, draft }, { edition: view.edition })).rejects.toMatchObject({
      code: 'draft-changed',
    });
    expect((await ask('workflow', { draft, on: day })).stage).toBe('signing');
    await publishDraft({ ask, draft });
    expect((await ask('workflow', { draft, on: day })).stage).toBe('published');
  });

  test('a draft that is no revision becomes a new rule; before it is to be signed it cannot be published', async () => {
    const { ask, go: _go } = await someDraft();
    const { draft } = await ask('startDraft', {
      from: 'nothing',
      kind: 'code',
      title: '行为规范',
      text: '# 行为规范\n\n第一条　守时。\n',
    });
    await expect(ask('preparePublishDraft', { draft, on: day })).rejects.toMatchObject({
      code: 'draft-moved',
    });
    for (const to of ['drafting', 'reviewing', 'signing'] as const)
      await ask('moveDraft', { draft, to, note: '', on: day });
    const made = await publishDraft({ ask, draft });
    expect(await ask('read', { rule: made.rule, on: day })).toMatchObject({
      rule: { title: '行为规范', kind: 'code' },
      signing: 'official',
    });
  });

  test('two drafts of one rule: the second is told that it was overtaken, and shows what it would undo', async () => {
    const { ask, rule, edition, draft, write, go } = await someDraft();
    const { draft: second } = await ask('startDraft', { from: 'edition', rule, edition });
    await write('关灯。', '关灯断电。');
    await go('drafting', 'reviewing', 'signing');
    const made = await publishDraft({ ask, draft });
    expect((await ask('draft', { draft: second, on: day })).overtaken).toBe('newer');
    for (const to of ['drafting', 'reviewing', 'signing'] as const)
      await ask('moveDraft', { draft: second, to, note: '', on: day });
    const { ways } = await ask('workflow', { draft: second, on: day });
    expect(ways.find(({ to }) => to === 'published')!.lacks.map(({ kind }) => kind)).toContain('newer');
    const { revises } = await ask('preparePublishDraft', { draft: second, on: day });
    expect(revises!.edition).toBe(made.edition);
    expect(revises!.comparison.counts.changed).toBe(1);
  });

  test('the day from which the text says that it holds is proposed, unless it is over', async () => {
    const { ask, write, draft, go } = await someDraft();
    await go('drafting', 'reviewing', 'signing');
    const proposed = async () => (await ask('preparePublishDraft', { draft, on: day })).meta.effectiveOn;
    await write('负责解释。', '负责解释，自2001年3月1日起施行。');
    expect(await proposed()).toBeUndefined();
    await write('2001年', '2099年');
    expect(await proposed()).toBe('2099-03-01');
  });

  test('a rule that was repealed meanwhile is said to be', async () => {
    const { ask, rule, draft, go } = await someDraft();
    await go('drafting', 'reviewing', 'signing');
    await ask('repeal', { rule, on: '2026-05-01', reason: '清理' });
    expect((await ask('draft', { draft, on: day })).overtaken).toBe('repealed');
    const view = await ask('preparePublishDraft', { draft, on: day });
    expect(view.ended).toBe('2026-05-01');
    await publishDraft({ ask, draft });
    expect((await ask('read', { rule, on: day })).validity).toBe('inForce');
  });

  test('what changes nothing is said to, and what has no articles; neither keeps the way shut', async () => {
    const { ask, draft, write, go } = await someDraft();
    const lacks = async (id: string) =>
      (await ask('workflow', { draft: id, on: day })).ways
        .find(({ to }) => to === 'reviewing')!
        .lacks.map(({ kind, binding }) => `${kind}${binding ? '!' : ''}`);
    await go('drafting');
    expect(await lacks(draft)).toEqual(['unchanged', 'explanation']);
    await write('关灯。', '关灯！');
    expect(await lacks(draft)).toEqual(['explanation']);
    await write('关灯！', '关灯。');
    await write('# 灯光管理办法', '# 灯光与空调管理办法');
    expect(await lacks(draft)).toEqual(['explanation']);
    const some = { from: 'nothing', title: '随笔' } as const;
    const text = '# 随笔\n\n今天下雨。\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
    const begun = await ask('startDraft', { ...some, kind: 'rule', text });
    await ask('moveDraft', { draft: begun.draft, to: 'drafting', note: '', on: day });
    expect(await lacks(begun.draft)).toEqual(['articles', 'explanation']);
    for (const to of ['reviewing', 'signing'] as const)
      await ask('moveDraft', { draft: begun.draft, to, note: '', on: day });
    const { rule } = await publishDraft({ ask, draft: begun.draft });
    expect((await ask('read', { rule, on: day })).units.map(({ kind }) => kind)).toEqual(['whole']);
  });

  test('nobody waits for the approval of somebody who has left the office, and the page says so', async () => {
    const { ask, draft, write, go } = await someDraft();
    const { id } = await ask('saveMember', { name: '李强', roles: [] });
    await write('关灯。', '关灯断电。');
    await go('drafting', 'reviewing');
    await ask('askApproval', { draft, member: id, ask: true });
    await expect(go('signing')).rejects.toMatchObject({ code: 'draft-not-ready' });
    await ask('endMember', { id, on: day });
    const { approvers, people } = await ask('workflow', { draft, on: day });
    expect(approvers).toMatchObject([{ member: id, state: 'waiting', left: true }]);
    expect(people.some(({ member }) => member === id)).toBe(false);
    expect((await ask('draftList', { on: day }))[0]!.waits).toMatchObject({ what: 'review', isMine: true });
    await go('signing');
    await publishDraft({ ask, draft });
    expect((await ask('workflow', { draft, on: day })).stage).toBe('published');
  });

  test('a draft that is opened anew, having moved to where the invited have it, shows its way as before', async () => {
    const { ask, draft } = await someDraft();
    const { id } = await ask('saveMember', { name: '李强', roles: [] });
    await ask('draftFact', { draft, fact: 'secrecy', before: '', text: '许静' });
    await ask('inviteToDraft', { draft, members: [id], end: false });
    expect(await ask('workflow', { draft, on: day })).toMatchObject({
      secrecy: '许静',
      invited: [{ member: id }],
    });
    expect(await ask('draftReview', { draft, on: day })).toMatchObject({ table: [] });
  });
});
