/** Hands a file to the browser to be saved. */
export function saveFile({ name, bytes }: { name: string; bytes: Uint8Array }): void {
  const address = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over once it has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
