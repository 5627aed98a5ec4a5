import { html, nothing, type TemplateResult } from 'lit';
import type { BundleReport } from '../../src/engine/connect-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';

/** What a bundle or a backup brought, and what it did not. */
export function bundleReport(report: BundleReport, w: Words): TemplateResult {
  const { entries, texts, others, known, waiting, refused, closed } = report;
  const line = (n: number, says: (n: number) => string): TemplateResult | typeof nothing =>
    n === 0 ? nothing : html`<p>${says(n)}</p>`;
  return html`<p>${w.bundleFrom(report.writerName, momentOf(report.writtenAt, w))}</p>
    <p><strong>${w.bundleNew(texts, others, entries)}</strong></p>
    ${entries + texts + others === 0 || known === 0 ? nothing : html`<p>${w.bundleKnown}</p>`}
    ${line(waiting, w.bundleWaiting)} ${line(refused, w.bundleRefused)} ${line(closed, w.bundleClosed)}`;
}
