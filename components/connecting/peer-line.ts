import { html, nothing, type TemplateResult } from 'lit';
import type { PeerLine } from '../../src/engine/connect-protocol.ts';
import { ago } from '../kit/ago.ts';
import type { Words } from '../words.ts';

/** @param alone no line goes to any device: among many, not every one needs a line to every other */
function now(
  { line, present, unmet, ended }: PeerLine,
  alone: boolean,
  w: Words,
): { state: string; says: string } {
  if (line === undefined && !present) return { state: 'away', says: w.peerAway };
  if (line === undefined && ended === 'revoked') return { state: 'away', says: w.peerRefuses };
  if (line === undefined && unmet) return { state: 'away', says: alone ? w.peerUnmet : w.peerAside };
  if (line === undefined) return { state: 'present', says: w.peerPresent };
  const says = {
    meeting: () => w.peerMeeting,
    receiving: () => w.peerReceiving(line.outstanding),
    agreed: () => w.peerAgreed,
  }[line.phase]();
  return { state: line.phase, says };
}

/** What this device knows of another: whose it is, whether it has the same, when it was heard. */
export function peerLine(peer: PeerLine, alone: boolean, w: Words): TemplateResult {
  const { line, heardAt, agreedAt, ended } = peer;
  const { state, says } = now(peer, alone, w);
  return html`<li class="peer">
    <p class="peer-name">
      <strong>${peer.name}</strong> <span class="quiet">${peer.mine ? w.peerMine : peer.memberName}</span>
    </p>
    <p class="peer-now">
      <span data-state=${state}>${says}</span>
      ${line === undefined ? nothing : html`<span class="quiet">${w.peerWay[line.way]}</span>`}
    </p>
    <p class="peer-when quiet">
      ${
        line === undefined
          ? html`<span
              >${heardAt === undefined ? w.peerNeverHeard : html`${w.peerHeard}${ago(heardAt, w)}`}</span
            >`
          : html`<span>${w.peerSince}${ago(line.since, w)}</span>`
      }
      ${
        line?.phase === 'agreed' || (line === undefined && heardAt === undefined && agreedAt === undefined)
          ? nothing
          : html`<span
              >${agreedAt === undefined ? w.peerNeverHadAll : html`${w.peerHadAll}${ago(agreedAt, w)}`}</span
            >`
      }
    </p>
    ${
      line === undefined && ended !== undefined
        ? html`<p class="peer-why quiet">${w.lastEnded(w.ended[ended])}</p>`
        : nothing
    }
  </li>`;
}
