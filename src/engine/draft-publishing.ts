import type { Library } from '../store/library.ts';
import { draftLacks } from './draft-lacks.ts';
import type { DraftNow, DraftWorkflow } from './draft-workflow.ts';
import { EngineProblem } from './engine-problem.ts';
import type { PublishView } from './office-protocol.ts';
import { draftCandidate, type PublishCandidate } from './publish-candidate.ts';
import type { Publisher } from './publisher.ts';
import type { WorkflowCalls } from './workflow-protocol.ts';

type Args<N extends keyof WorkflowCalls> = Parameters<WorkflowCalls[N]>[0];

export interface DraftPublishingTools {
  workflow: DraftWorkflow;
  publisher: Publisher;
  library: Library;
}

/** The last step of a draft: its text becomes an edition, and both are signed in one go. */
export class DraftPublishing {
  #tools: DraftPublishingTools;

  constructor(tools: DraftPublishingTools) {
    this.#tools = tools;
  }

  /** @throws {EngineProblem} `not-found`, `draft-moved` when the draft is not to be signed */
  async prepare({ draft, meta, on }: Args<'preparePublishDraft'>): Promise<PublishView> {
    const { workflow, publisher } = this.#tools;
    const now = await workflow.now(draft);
    workflow.mustStep(now, 'published');
    const candidate = await this.#candidate(now);
    const view = await publisher.prepare(
      { rule: candidate.row.id, edition: candidate.edition.hash, on, ...(meta !== undefined && { meta }) },
      candidate,
    );
    const { secrecy } = now.facts;
    return { ...view, ...(secrecy !== '' && { secrecy }) };
  }

  /**
   * Issues the text that was looked at, and no other.
   *
   * @throws {EngineProblem} `draft-changed` when somebody has written since; `draft-not-ready`, `draft-moved`, `not-allowed`,
   *   `changed-meanwhile`
   */
  async publish({ draft, on, ...order }: Args<'publishDraft'>): Promise<{ rule: string; edition: string }> {
    const { workflow, publisher } = this.#tools;
    const now = await workflow.now(draft);
    workflow.mustStep(now, 'published');
    const lacks = draftLacks('published', await workflow.toJudge(now, on));
    if (lacks.some(({ binding }) => binding)) throw new EngineProblem('draft-not-ready');
    const candidate = await this.#candidate(now);
    if (candidate.edition.hash !== order.edition) throw new EngineProblem('draft-changed');
    const { edition } = await publisher.publish(order, {
      candidate,
      also: (issued, hash) => ({
        type: 'move',
        draft,
        from: 'signing',
        to: 'published',
        text: now.seal,
        asked: [],
        edition: hash,
        publish: issued.id,
        after: now.standing.heads,
      }),
    });
    return { rule: candidate.row.id, edition };
  }

  async #candidate({ head, title, body }: DraftNow): Promise<PublishCandidate> {
    const { library } = this.#tools;
    if (body === '') throw new EngineProblem('draft-not-ready');
    const { base, kind, rule } = head;
    const isHere = base !== undefined && library.catalogue.byEdition(base) !== undefined;
    return await draftCandidate(
      { title, text: body, kind, rule },
      isHere ? await library.openEdition(base) : undefined,
      library.catalogue,
      library.storage.now(),
    );
  }
}
