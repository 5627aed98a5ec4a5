import { StyleModule } from 'style-mod';

/**
 * Lets the editor bring its styles as an adopted sheet. In a document it would write a style element, which the policy
 * of the page forbids; it adopts a sheet only where there is no head, as in a shadow root, and decides that when it
 * first brings styles into a document.
 */
export function adoptStyles(document: Document): void {
  Object.defineProperty(document, 'head', { value: null, configurable: true });
  try {
    StyleModule.mount(document, new StyleModule({}));
  } finally {
    // What stands behind is the document's own again.
    delete (document as { head?: unknown }).head;
  }
}
