import { betweenTexts } from '../../src/store/text-splices.ts';
import { SomeEngine } from '../desk/some-engines.ts';

/** The draft that is begun with it. */
export const someText = `# 行为规范

第一条　员工应当守时，不得迟到。

第二条　员工应当守信。
`;

/** An office of one editor with one draft. */
export async function someDraft() {
  const engine = await SomeEngine.open();
  await engine.found();
  const begin = { from: 'nothing', kind: 'code', title: '行为规范', text: someText } as const;
  const { draft } = await engine.ask('startDraft', begin);
  const body = async (of = draft): Promise<string> => (await engine.ask('draftOpen', { draft: of })).text;
  /** @returns the state with this and nothing else */
  const type = async (old: string, insert: string, of = draft): Promise<string[]> => {
    const { text, heads } = await engine.ask('draftOpen', { draft: of });
    const splices = [betweenTexts(text, text.replace(old, insert))];
    return (await engine.ask('draftEdit', { draft: of, name: crypto.randomUUID(), heads, splices })).heads;
  };
  return { engine, draft, body, type };
}
