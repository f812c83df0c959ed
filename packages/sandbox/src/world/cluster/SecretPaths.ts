/**
 * Which paths of Vault somebody has written. No value is here: the sandbox has none.
 *
 * @public
 */
export class SecretPaths {
  private readonly written = new Set<string>();
  private readonly listeners = new Set<(path: string) => void>();

  /** Without the mount: `tenant-demo/hello/api-token`. */
  has(path: string): boolean {
    return this.written.has(path);
  }

  write(path: string): void {
    this.written.add(path);
    for (const listener of this.listeners) listener(path);
  }

  onWritten(listener: (path: string) => void): void {
    this.listeners.add(listener);
  }
}
