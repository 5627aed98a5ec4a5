/** Puts a file into a field, as a person picks one. */
export function pick(field: HTMLInputElement, content = 'x'): void {
  const files = new DataTransfer();
  files.items.add(new File([content], 'some-file'));
  field.files = files.files;
}
