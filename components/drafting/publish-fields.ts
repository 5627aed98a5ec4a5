import { html, nothing, type TemplateResult } from 'lit';
import type { OfficeView, PublishMeta } from '../../src/engine/office-protocol.ts';
import type { RuleKind } from '../../src/rule/edition.ts';
import type { FormValues } from '../kit/form-values.ts';
import type { Words } from '../words.ts';

/** What is said about an edition, as fields of a form. */
export function metaFields(meta: PublishMeta, office: OfficeView, w: Words): TemplateResult {
  const field = (name: string, label: string, value: string | undefined, type = 'text'): TemplateResult =>
    html`<label
      >${label}<input class="field" type=${type} name=${name} .value=${value ?? ''} maxlength="200"
    /></label>`;
  // A law or a document that was passed on is issued by somebody else.
  const isOwn = meta.kind === 'rule' || meta.kind === 'code';
  const units = office.units
    .filter(({ closed, name }) => !closed || name === meta.unit)
    .map(({ name }) => name);
  if (meta.unit !== undefined && !units.includes(meta.unit)) units.unshift(meta.unit);
  return html`
    <label
      >${w.ruleTitleField}<input class="field" name="title" required maxlength="150" .value=${meta.title}
    /></label>
    <div class="columns">
      ${field('docNo', w.docNoField, meta.docNo)}
      ${field('issuer', w.issuerField, meta.issuer ?? (isOwn ? office.office?.name : undefined))}
      <label
        >${w.kindField}<select class="field" name="kind">
          ${(Object.entries(w.kind) as [RuleKind, string][]).map(
            ([kind, label]) => html`<option value=${kind} ?selected=${kind === meta.kind}>${label}</option>`,
          )}
        </select></label
      >
      <label
        >${w.unitField}<select class="field" name="unit">
          <option value="">${w.noChoice}</option>
          ${units.map((unit) => html`<option ?selected=${unit === meta.unit}>${unit}</option>`)}
        </select></label
      >
      ${field('adoptedOn', w.adoptedOnField, meta.adoptedOn, 'date')}
      ${field('publishedOn', w.publishedOnField, meta.publishedOn, 'date')}
      ${field('effectiveOn', w.effectiveOnField, meta.effectiveOn, 'date')}
      ${field('expiresOn', w.expiresOnField, meta.expiresOn, 'date')}
      ${field('interpreter', w.interpreterField, meta.interpreter)}
    </div>
    <label class="check"
      ><input type="checkbox" name="fromPublication" .checked=${meta.fromPublication ?? false} /><span
        >${w.fromPublication}</span
      ></label
    >
    <label class="check"
      ><input type="checkbox" name="trial" .checked=${meta.trial ?? false} /><span
        >${w.trial} ${meta.trial ? html`<span class="quiet">${w.expiresHelp}</span>` : nothing}</span
      ></label
    >
    <label
      >${w.basisField}<textarea
        class="field"
        name="basis"
        rows="2"
        .value=${(meta.basis ?? []).join('\n')}
      ></textarea>
    </label>
  `;
}

/** The same, read back from the form; empty fields state nothing. */
export function metaIn(form: FormValues): PublishMeta {
  const basis = form
    .text('basis')
    .split('\n')
    .map((line) => line.trim().replaceAll(/[\u300a\u300b]/g, ''))
    .filter(Boolean);
  return {
    title: form.text('title'),
    kind: form.text('kind') as RuleKind,
    ...form.given(
      'docNo',
      'issuer',
      'unit',
      'adoptedOn',
      'publishedOn',
      'effectiveOn',
      'expiresOn',
      'interpreter',
    ),
    ...(form.has('fromPublication') && { fromPublication: true }),
    ...(form.has('trial') && { trial: true }),
    ...(basis.length > 0 && { basis }),
  };
}
