/** What was typed into a form, as words without spaces around them. */
export class FormValues {
  #data: FormData;

  constructor(form: HTMLFormElement) {
    this.#data = new FormData(form);
  }

  /** Of the form that was submitted; the browser does nothing with it. */
  static of(event: SubmitEvent): FormValues {
    event.preventDefault();
    return new FormValues(event.target as HTMLFormElement);
  }

  /** Empty when the field is, or is not there. */
  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  }

  /** All values under one name, as of check boxes. */
  texts(name: string): string[] {
    return this.#data.getAll(name).filter((value): value is string => typeof value === 'string');
  }

  /** The fields that say something, by their names. */
  given<N extends string>(...names: N[]): Partial<Record<N, string>> {
    const filled = names.map((name) => [name, this.text(name)] as const).filter(([, value]) => value !== '');
    return Object.fromEntries(filled) as Partial<Record<N, string>>;
  }

  has(name: string): boolean {
    return this.#data.has(name);
  }

  file(name: string): File | undefined {
    const value = this.#data.get(name);
    return value instanceof File && value.name !== '' ? value : undefined;
  }
}
