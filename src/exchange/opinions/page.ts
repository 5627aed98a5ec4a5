/** The script of a file for opinions, which is bundled into it as text: shows the copy, and makes an answer of what is written. */
import { fromBase64url } from '../../ledger/base64url.ts';
import { parseText } from '../../rule/parse-text.ts';
import type { Unit } from '../../rule/rule-text.ts';
import { answerPart } from '../package/answer-part.ts';
import { pageWords as packageWords } from '../package/page-words.ts';
import { drawText } from '../proof/draw-text.ts';
import { node } from '../proof/page-node.ts';
import { type CarriedOpinion, writeCarried } from './opinions-answer.ts';
import type { OpinionsData } from './opinions-data.ts';
import { pageWords } from './page-words.ts';

const words = pageWords(navigator.language);
const answerWords = packageWords(navigator.language);

function headNode(data: OpinionsData): HTMLElement {
  const made = node(
    'header',
    'head',
    node('p', 'quiet', words.ask),
    node('h1', '', data.title),
    node('p', 'quiet', words.from(data.office, data.by)),
    node('p', 'due', words.closes(data.closes)),
    node('p', '', words.steps),
  );
  if (data.shared) made.append(node('p', 'quiet', words.shared));
  if (data.note !== '') made.append(node('div', 'note', node('b', '', words.note), node('p', '', data.note)));
  if (data.questions.length > 0) {
    const list = node('ol', '', ...data.questions.map((one) => node('li', '', one)));
    made.append(node('div', 'note', node('b', '', words.questions), list));
  }
  return made;
}

function whoNode({ people }: OpinionsData): HTMLElement {
  if (people.length === 1) return node('section', 'who', node('p', '', words.whoOnly(people[0]!.name)));
  const choice = node('select', 'field', new Option(words.whoChoose, ''));
  choice.name = 'who';
  people.forEach(({ name }, at) => choice.append(new Option(name, String(at))));
  return node('section', 'who', node('label', '', words.who, ' ', choice), node('p', 'quiet', words.whoHelp));
}

function fieldNode(name: string, label: string): HTMLElement {
  const area = node('textarea', 'field');
  area.name = name;
  area.rows = 3;
  area.maxLength = 4000;
  return node('label', 'opinion', label, area);
}

function opineNode(at: number, label: string): HTMLElement {
  return node(
    'details',
    'opine',
    node('summary', '', words.opine(label)),
    fieldNode(`text-${at}`, words.text),
    fieldNode(`proposal-${at}`, words.proposal),
  );
}

const labelOf = ({ label }: Unit): string => label.replace(/、$/, '') || words.wholeLabel;

/** The copy, with room for an opinion below each place. */
function copyNode(data: OpinionsData, units: readonly Unit[]): HTMLElement {
  const text = drawText({ v: 1, title: data.title, events: [], text: data.text }, words.table);
  const drawn = [...text.querySelectorAll('.unit')];
  units.forEach((unit, at) => drawn[at]?.append(opineNode(at, labelOf(unit))));
  return text;
}

function opinionsOf(data: OpinionsData, units: readonly Unit[], form: FormData): CarriedOpinion[] {
  const said = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const places = [
    ...units.map((unit) => ({
      address: unit.address,
      label: labelOf(unit),
      quote: data.text.slice(unit.start, unit.end).trim().slice(0, 1000).toWellFormed(),
    })),
    { address: '', label: '', quote: '' },
  ];
  return places
    .map((place, at) => ({ ...place, text: said(`text-${at}`), proposal: said(`proposal-${at}`) }))
    .filter(({ text, proposal }) => text !== '' || proposal !== '');
}

function show(data: OpinionsData): void {
  const page = document.querySelector('#page')!;
  const { units } = parseText(data.text);
  const alert = node('p', 'notice bad');
  alert.setAttribute('role', 'alert');
  alert.hidden = true;
  const none = document.createElement('input');
  none.type = 'checkbox';
  none.name = 'none';
  const form = node(
    'form',
    '',
    whoNode(data),
    copyNode(data, units),
    node(
      'section',
      'whole',
      node('h2', '', words.whole),
      fieldNode(`text-${units.length}`, words.text),
      fieldNode(`proposal-${units.length}`, words.proposal),
    ),
    node('label', 'confirm', none, node('span', '', words.none)),
    alert,
    node('p', '', node('button', 'button main', words.make)),
  );
  const filling = node('div', '', headNode(data), form);
  const result = node('div', '');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = new FormData(form);
    const opinions = opinionsOf(data, units, values);
    const isNone = values.has('none');
    const isNobody = data.people.length > 1 && values.get('who') === '';
    const missing = isNobody
      ? 'who'
      : opinions.length === 0 && !isNone
        ? 'empty'
        : opinions.length > 0 && isNone
          ? 'both'
          : undefined;
    alert.hidden = missing === undefined;
    alert.textContent = missing === undefined ? '' : words.missing[missing];
    if (missing !== undefined) return;
    const person = data.people.length > 1 ? Number(values.get('who')) : 0;
    const { name, secret } = data.people[person]!;
    const text = writeCarried(
      {
        v: 1,
        package: data.id,
        consultation: data.consultation,
        person,
        none: isNone,
        opinions,
        at: Date.now(),
      },
      fromBase64url(secret)!,
    );
    const again = (): void => {
      result.replaceChildren();
      filling.hidden = false;
      filling.querySelector<HTMLElement>('summary, select, textarea')?.focus();
    };
    filling.hidden = true;
    result.replaceChildren(
      answerPart({ to: data.by, title: data.title, name, text, left: 0, again }, answerWords),
    );
    result.querySelector('h1')?.focus();
    scrollTo(0, 0);
  });
  const limits = node('section', 'limits', node('h2', '', words.limits), node('p', '', words.limitsText));
  document.title = words.title(data.title);
  document.documentElement.lang = words.locale;
  page.replaceChildren(filling, result, limits);
  page.setAttribute('data-done', '');
}

try {
  show(JSON.parse(document.querySelector('#package')?.textContent ?? '') as OpinionsData);
} catch {
  document.querySelector('#page')?.replaceChildren(node('p', 'notice bad', words.damaged));
}
