/** A folder of files in memory, as the browser gives one; it can be told to fail. */
export class SomeFolder {
  readonly kind = 'directory';
  readonly name: string;
  readonly files = new Map<string, string>();
  permission: PermissionState = 'granted';
  /** What the next steps of this name throw. */
  readonly failures = new Map<'find' | 'create' | 'write' | 'close', string>();
  asked = 0;
  /** What asking for the permission brings. */
  answer: PermissionState = 'granted';

  constructor(name: string) {
    this.name = name;
  }

  get handle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }

  async queryPermission(): Promise<PermissionState> {
    return this.permission;
  }

  async requestPermission(): Promise<PermissionState> {
    this.asked += 1;
    this.permission = this.answer;
    return this.answer;
  }

  async isSameEntry(other: unknown): Promise<boolean> {
    return this === other;
  }

  async removeEntry(name: string): Promise<void> {
    this.files.delete(name);
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<unknown> {
    this.#may(create ? 'create' : 'find');
    if (!this.files.has(name)) {
      if (!create) throw new DOMException('none', 'NotFoundError');
      this.files.set(name, '');
    }
    let written = '';
    return {
      getFile: async () => new Blob([this.files.get(name)!]),
      createWritable: async () => ({
        write: async (content: Blob) => {
          this.#may('write');
          written += await content.text();
        },
        close: async () => {
          this.#may('close');
          this.files.set(name, written);
        },
        abort: async () => undefined,
      }),
    };
  }

  #may(step: 'find' | 'create' | 'write' | 'close'): void {
    const fault = this.failures.get(step);
    if (fault !== undefined) throw new DOMException(step, fault);
  }
}
