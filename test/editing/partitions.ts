import { someDoc, SomeDraftPort } from '../drafting/some-draft-port.ts';
import { settled, SomeEditor } from './some-editor.ts';

/** Something that happens to one of three editors; numbers are shares of what there is, from 0 to 1. */
export type Happening =
  | { who: number; does: 'type'; at: number }
  | { who: number; does: 'remove'; at: number; length: number }
  | { who: number; does: 'compose' | 'end' | 'flush' }
  /** Their engines meet. */
  | { who: number; does: 'meet'; other: number }
  /** The engine puts on disk what it has; or dies, and starts again with what was there. */
  /** The engine takes its time: with calls, or with answers; and no longer. */
  | { who: number; does: 'stall calls' | 'stall answers' | 'go' }
  | { who: number; does: 'save' | 'fail' | 'die' | 'die answering' | 'return' };

const start = '第一条　会议应当有议题。\n\n第二条　会议不超过一小时。\n';

/** Characters that nobody else types, so that each can be followed: from a plane of their own. */
const own = (who: number, count: number): string => String.fromCodePoint(0x20000 + who * 0x4000 + count);

interface Person {
  port: SomeDraftPort;
  editor: SomeEditor;
  typed: number;
  /** Lets the engine go on. */
  go: () => void;
}

/**
 * Three people, each with an editor and an engine, do what is said; then all meet.
 *
 * @returns what is wrong: texts that differ, characters that are there twice, or that nobody deleted and are gone
 */
export async function partitionRun(happenings: readonly Happening[]): Promise<string[]> {
  const people: Person[] = [];
  for (const actor of ['ba', 'bb', 'bc']) {
    const port = new SomeDraftPort(someDoc(start, actor));
    port.savesAtOnce = false;
    people.push({ port, editor: await SomeEditor.open(port), typed: 0, go: () => undefined });
  }
  await settled();
  const removed = new Set<string>();
  for (const happening of happenings) {
    happen(happening, people, removed);
    await settled();
  }
  await reunite(people);
  return faultsOf(people, removed);
}

function happen(happening: Happening, people: readonly Person[], removed: Set<string>): void {
  const person = people[happening.who]!;
  const { port, editor } = person;
  if (happening.does === 'type') {
    editor.type(placeIn(editor.string, happening.at), 0, own(happening.who, person.typed++));
  } else if (happening.does === 'remove') {
    const text = editor.string;
    const from = placeIn(text, happening.at);
    const to = Math.max(from, placeIn(text, Math.min(1, happening.at + happening.length)));
    for (const character of text.slice(from, to)) removed.add(character);
    if (to > from) editor.type(from, to - from, '');
  } else if (happening.does === 'compose') editor.isComposing = true;
  else if (happening.does === 'end') editor.endComposing();
  else if (happening.does === 'flush') editor.exchange.flush();
  else if (happening.does === 'meet') meet(person, people[happening.other]!);
  else if (happening.does === 'save' && port.problem === undefined) port.save();
  else if (happening.does === 'stall calls') port.gate = stalled(person);
  else if (happening.does === 'stall answers') port.answerGate = stalled(person);
  else if (happening.does === 'go') person.go();
  else if (happening.does === 'die answering') port.diesAnswering = true;
  else if (happening.does === 'fail') port.problem = new Error('gone');
  else if (happening.does === 'die') port.die();
  else if (happening.does === 'return') comeBack(person);
}

function stalled(person: Person): Promise<void> {
  const { go } = person;
  return new Promise((resolve) => {
    person.go = () => {
      go();
      resolve();
    };
  });
}

/** A place that does not cut a character in two. */
function placeIn(text: string, share: number): number {
  const at = Math.floor(share * text.length);
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
}

function meet(a: Person, b: Person): void {
  if (a === b || a.port.problem !== undefined || b.port.problem !== undefined) return;
  // What travels has been put on disk before, and is there when the other engine says that it is.
  for (const { port } of [a, b]) port.save();
  a.port.merge(b.port.doc);
  b.port.merge(a.port.doc);
}

function comeBack({ port, editor }: Person): void {
  if (port.problem !== undefined) port.comeBack();
  editor.clock.pass(5000);
}

async function reunite(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    person.go();
    person.editor.endComposing();
    comeBack(person);
    person.port.diesAnswering = false;
  }
  const [a, b, c] = people as [Person, Person, Person];
  for (let round = 0; round < 3; round++) {
    await settled();
    for (const person of people) comeBack(person);
    await settled();
    meet(a, b);
    meet(b, c);
    meet(a, b);
  }
  await settled();
}

function faultsOf(people: readonly Person[], removed: ReadonlySet<string>): string[] {
  const texts = people.flatMap(({ port, editor }) => [port.text, editor.string]);
  const faults: string[] = [];
  const [text] = texts as [string];
  if (texts.some((other) => other !== text)) faults.push(`texts differ: ${JSON.stringify(texts)}`);
  people.forEach(({ typed }, who) => {
    for (let count = 0; count < typed; count++) {
      const times = text.split(own(who, count)).length - 1;
      if (times > 1) faults.push(`what ${who} typed as number ${count} is there ${times} times`);
      if (times === 0 && !removed.has(own(who, count)))
        faults.push(`what ${who} typed as number ${count} is gone`);
    }
  });
  for (const { editor } of people) {
    if (editor.exchange.unsent.length > 0) faults.push('something was not written');
  }
  return faults;
}
