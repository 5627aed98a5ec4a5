import { html, nothing, type TemplateResult } from 'lit';
import type { PersonToReach } from '../../src/engine/circulate-protocol.ts';
import type { Words } from '../words.ts';
import { personLine } from './circulate-reach.ts';

export type Order = 'together' | 'in-turn';

/** Who is moved by hand stands first; that many are drawn. */
const mostDrawn = 100;

interface Around {
  w: Words;
  people: readonly PersonToReach[];
  choose: (order: Order) => void;
  /** Ids in the order in which they are to read. */
  arrange: (members: string[]) => void;
}

/** All at once or one after another, and then in which order. */
export function circulateOrder(order: Order, { w, people, choose, arrange }: Around): TemplateResult {
  const ids = people.map(({ member }) => member);
  const up = (at: number): void =>
    arrange([...ids.slice(0, at - 1), ids[at]!, ids[at - 1]!, ...ids.slice(at + 1)]);
  return html`<fieldset>
    <legend>${w.orderTitle}</legend>
    ${(['together', 'in-turn'] as const).map(
      (one) =>
        html`<label class="check"
          ><input type="radio" name="order" .checked=${order === one} @change=${() => choose(one)} /><span
            ><b>${w.orderWord[one]}</b> <span class="quiet">${w.orderHelp[one]}</span></span
          ></label
        >`,
    )}
    ${
      order === 'together' || people.length === 0
        ? nothing
        : html`<ol class="turns" aria-label=${w.orderTitle}>
              ${people.slice(0, mostDrawn).map(
                (one, at) =>
                  html`<li>
                    <span class="turn">${at + 1}</span>
                    <span>${personLine(one, w)}</span>
                    ${
                      at === 0
                        ? nothing
                        : html`<button class="button bare" type="button" @click=${() => up(at)}>
                            ${w.orderUp}<span class="vh"> ${one.name}</span>
                          </button>`
                    }
                  </li>`,
              )}
            </ol>
            ${people.length > mostDrawn ? html`<p class="quiet">${w.reachMore(people.length - mostDrawn)}</p>` : nothing}`
    }
  </fieldset>`;
}
