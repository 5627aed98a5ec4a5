/** Can a folder be chosen in this browser (File System Access, WICG)? */
export function canChooseFolder(): boolean {
  return 'showDirectoryPicker' in globalThis;
}
