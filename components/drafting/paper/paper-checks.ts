import { StateEffect, StateField, type ChangeSet, type EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  hoverTooltip,
  keymap,
  ViewPlugin,
  type Command,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import type { TextFinding } from '../../../src/rule/check-finding.ts';
import type { Words } from '../../words.ts';

/** Looks a text over; takes its time elsewhere, so that no keystroke waits for it. */
export type CheckSource = (text: string, signal: AbortSignal) => Promise<readonly TextFinding[]>;

/** A finding where it stands now. */
export interface PlacedFinding {
  finding: TextFinding;
  from: number;
  to: number;
}

/** What was found, and whether that is the answer for the text as it is. */
export interface Checked {
  state: 'waiting' | 'done' | 'failed';
  /** About the text as a whole. */
  whole: readonly TextFinding[];
  marks: DecorationSet;
}

/** Milliseconds without a stroke before the text is looked over. */
const pause = 900;

const looks = {
  error: (finding: TextFinding) => Decoration.mark({ class: 'paper-finding paper-error', finding }),
  advice: (finding: TextFinding) => Decoration.mark({ class: 'paper-finding paper-advice', finding }),
};

const setChecked = StateEffect.define<Checked>();

const checkedField = StateField.define<Checked>({
  create: () => ({ state: 'waiting', whole: [], marks: Decoration.none }),
  update(checked, { docChanged, changes, effects }) {
    for (const effect of effects) if (effect.is(setChecked)) return effect.value;
    return docChanged ? { ...checked, state: 'waiting', marks: checked.marks.map(changes) } : checked;
  },
  provide: (field) => EditorView.decorations.from(field, ({ marks }) => marks),
});

/** What was found in a text last; undefined in an editor that has no checks. */
export const checkedOf = (state: EditorState): Checked | undefined => state.field(checkedField, false);

/** Findings with a place, in the order of the text. */
export function placedFindings({ marks }: Checked): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  for (const cursor = marks.iter(); cursor.value !== null; cursor.next())
    found.push({ finding: cursor.value.spec.finding as TextFinding, from: cursor.from, to: cursor.to });
  return found;
}

const findingsAt = (state: EditorState, at: number): PlacedFinding[] => {
  const found: PlacedFinding[] = [];
  checkedOf(state)?.marks.between(at, at, (from, to, { spec }) => {
    found.push({ finding: spec.finding as TextFinding, from, to });
  });
  return found;
};

/** Would numbering anew mend it? */
export const isOfNumbers = ({ kind }: TextFinding): boolean =>
  /^(?:number|item)-(?:gap|double|backwards)$/.test(kind);

/** Asks for the findings when nobody has written for a while, and never shows them into a composition. */
function checker(check: CheckSource): Extension {
  return ViewPlugin.fromClass(
    class {
      #view: EditorView;
      #timer: ReturnType<typeof setTimeout> | undefined;
      #asking: AbortController | undefined;
      /** What was done to the text since it was given away to be looked over. */
      #since: ChangeSet | undefined;

      constructor(view: EditorView) {
        this.#view = view;
        this.#later(0);
      }

      update({ docChanged, changes }: ViewUpdate): void {
        if (!docChanged) return;
        this.#since = this.#since?.compose(changes);
        this.#later(pause);
      }

      destroy(): void {
        clearTimeout(this.#timer);
        this.#asking?.abort();
      }

      #later(wait: number): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#look(), wait);
      }

      async #look(): Promise<void> {
        const view = this.#view;
        if (view.compositionStarted) return this.#later(pause);
        this.#asking?.abort();
        const asking = new AbortController();
        this.#asking = asking;
        const { doc } = view.state;
        this.#since = view.state.changes();
        let findings: readonly TextFinding[] | undefined;
        try {
          findings = await check(doc.toString(), asking.signal);
        } catch {
          findings = undefined;
        }
        if (asking.signal.aborted) return;
        // Written meanwhile: it is asked again anyway.
        if (view.compositionStarted) return this.#later(pause);
        view.dispatch({ effects: setChecked.of(this.#placed(findings)) });
      }

      #placed(findings: readonly TextFinding[] | undefined): Checked {
        if (findings === undefined) return { state: 'failed', whole: [], marks: Decoration.none };
        const since = this.#since!;
        const marks = findings
          .filter(({ start, end }) => end > start && end <= since.length)
          .map((finding) => ({
            finding,
            from: since.mapPos(finding.start, 1),
            to: since.mapPos(finding.end, -1),
          }))
          .filter(({ from, to }) => to > from)
          .map(({ finding, from, to }) => looks[finding.weight](finding).range(from, to));
        return {
          state: since.empty ? 'done' : 'waiting',
          whole: findings.filter(({ start, end }) => end <= start),
          marks: Decoration.set(marks, true),
        };
      }
    },
  );
}

/** What is found under the pointer, in words. */
const explained = (words: () => Words): Extension =>
  hoverTooltip((view, at) => {
    const found = findingsAt(view.state, at);
    if (found.length === 0) return null;
    return {
      pos: Math.min(...found.map(({ from }) => from)),
      end: Math.max(...found.map(({ to }) => to)),
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'paper-explained';
        for (const { finding } of found) {
          const line = document.createElement('p');
          line.textContent = `${words().checkWeight[finding.weight]}：${words().finding[finding.kind](finding.detail ?? {})}`;
          dom.append(line);
        }
        return { dom };
      },
    };
  });

/** F8 and Shift+F8 go from finding to finding. */
const goTo =
  (by: 1 | -1): Command =>
  (view) => {
    const checked = checkedOf(view.state);
    const list = checked === undefined ? [] : placedFindings(checked);
    const { from, to } = view.state.selection.main;
    const next =
      by === 1
        ? (list.find((one) => one.from > from || (one.from === from && one.to > to)) ?? list[0])
        : (list.findLast((one) => one.from < from) ?? list.at(-1));
    if (next === undefined) return false;
    view.dispatch({ selection: { anchor: next.from, head: next.to }, scrollIntoView: true });
    return true;
  };

/** Findings as quiet marks in the text, by themselves when nobody writes. */
export const paperChecks = (check: CheckSource, words: () => Words): Extension => [
  checkedField,
  checker(check),
  explained(words),
  keymap.of([{ key: 'F8', run: goTo(1), shift: goTo(-1), preventDefault: true }]),
];
