/** The script of a read-and-sign package, which is bundled into it as text: shows the texts, and makes an answer of what is ticked. */
import { fromBase64url } from '../../ledger/base64url.ts';
import { node } from '../proof/page-node.ts';
import { answerPart } from './answer-part.ts';
import { writeAnswer } from './package-answer.ts';
import type { PackageData, PackagePerson } from './package-data.ts';
import { pageWords, type PageWords } from './page-words.ts';
import { textPart } from './text-part.ts';

const words = pageWords(navigator.language);

function titleOf({ texts }: PackageData): string {
  const { title, part } = texts[0]!.content;
  const name = part === undefined ? title : `${title}\u3000${part}`;
  return texts.length > 1 ? words.several(name, texts.length) : name;
}

function headNode(data: PackageData): HTMLElement {
  const made = node(
    'header',
    'head',
    node('p', 'quiet', words.ask[data.level]),
    node('h1', '', titleOf(data)),
  );
  made.append(node('p', 'quiet', words.from(data.office, data.by)));
  if (data.due !== undefined) made.append(node('p', 'due', words.due(data.due)));
  made.append(node('p', '', words.steps));
  if (data.note !== undefined)
    made.append(node('div', 'note', node('b', '', words.note), node('p', '', data.note)));
  return made;
}

const nameOf = ({ name, unit }: PackagePerson): string =>
  unit === undefined ? name : `${name}${words.between}${unit}`;

/** Where the reader says who they are. With one name there is nothing to choose, only to be warned of. */
function whoNode({ people }: PackageData): HTMLElement {
  const made = node('section', 'who');
  if (people.length === 1) {
    made.append(node('p', '', words.whoOnly(nameOf(people[0]!))));
    return made;
  }
  const choice = node('select', 'field', new Option(words.whoChoose, ''));
  choice.name = 'who';
  people.forEach((one, at) => choice.append(new Option(nameOf(one), String(at))));
  made.append(node('label', '', words.who, ' ', choice), node('p', 'quiet', words.whoHelp));
  return made;
}

function quizNode({ questions, pass }: PackageData): HTMLElement {
  const made = node('section', 'quiz', node('h2', '', words.quiz(pass, questions.length)));
  questions.forEach(({ text, choices }, at) => {
    const legend = node('legend', '', `${at + 1}. ${text} `, node('span', 'quiet', words.quizMany));
    const lines = choices.map((choice, index) => {
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.name = `answer-${at}`;
      box.value = String(index);
      return node('label', 'check', box, node('span', '', choice));
    });
    made.append(node('fieldset', '', legend, ...lines));
  });
  return made;
}

function limitsNode({ people }: PackageData): HTMLElement {
  return node(
    'section',
    'limits',
    node('h2', '', words.limits),
    node('p', '', words.limitsText(people.length > 1)),
  );
}

/** What is wrong with what was filled in, in a word of the table; undefined when nothing is. */
function missingOf(data: PackageData, form: FormData): keyof PageWords['missing'] | undefined {
  if (data.people.length > 1 && form.get('who') === '') return 'who';
  if (!form.has('text')) return 'texts';
  return data.questions.every((_, at) => form.has(`answer-${at}`)) ? undefined : 'quiz';
}

function answerOf(data: PackageData, form: FormData): { person: PackagePerson; text: string; left: number } {
  const person = data.people[data.people.length > 1 ? Number(form.get('who')) : 0]!;
  const read = form.getAll('text').map((at) => data.texts[Number(at)]!);
  const answers = data.questions.map((_, at) => form.getAll(`answer-${at}`).map(Number));
  const text = writeAnswer(
    {
      v: 1,
      package: data.id,
      circulation: data.circulation,
      member: person.member,
      readings: read.map(({ edition, statement }) => ({ edition, statement })),
      ...(answers.length > 0 && { answers }),
      at: Date.now(),
    },
    fromBase64url(person.secret)!,
  );
  return { person, text, left: data.texts.length - read.length };
}

function show(data: PackageData): void {
  const page = document.querySelector('#page')!;
  const alert = node('p', 'notice bad');
  alert.setAttribute('role', 'alert');
  const form = node(
    'form',
    '',
    whoNode(data),
    ...data.texts.map((text, at) => textPart(text, at, data.texts.length, words)),
    ...(data.questions.length > 0 ? [quizNode(data)] : []),
    alert,
    node('p', '', node('button', 'button main', words.make)),
  );
  alert.hidden = true;
  const filling = node('div', '', headNode(data), form);
  const result = node('div', '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = new FormData(form);
    const missing = missingOf(data, values);
    alert.hidden = missing === undefined;
    alert.textContent = missing === undefined ? '' : words.missing[missing];
    if (missing !== undefined) return;
    const { person, ...made } = answerOf(data, values);
    const again = (): void => {
      result.replaceChildren();
      filling.hidden = false;
      filling.querySelector<HTMLElement>('input, select')?.focus();
    };
    filling.hidden = true;
    result.replaceChildren(
      answerPart(
        { to: data.liaison, title: data.texts[0]!.content.title, name: person.name, ...made, again },
        words,
      ),
    );
    result.querySelector('h1')?.focus();
    scrollTo(0, 0);
  });
  document.title = words.title(titleOf(data));
  document.documentElement.lang = words.locale;
  page.replaceChildren(filling, result, limitsNode(data));
  page.setAttribute('data-done', '');
}

try {
  show(JSON.parse(document.querySelector('#package')?.textContent ?? '') as PackageData);
} catch {
  document.querySelector('#page')?.replaceChildren(node('p', 'notice bad', words.damaged));
}
