import type { Repository } from '../../repository';

/** What a reader of the repository can open: files that git keeps, and the folders around them, in their exact case. */
export class Tree {
  private readonly known = new Set<string>(['']);

  constructor(private readonly repository: Repository) {
    for (const file of repository.files) {
      this.known.add(file);
      for (
        let end = file.lastIndexOf('/');
        end > 0 && !this.known.has(file.slice(0, end));
        end = file.lastIndexOf('/', end - 1)
      ) {
        this.known.add(file.slice(0, end));
      }
    }
  }

  has(path: string): boolean {
    if (this.known.has(path)) return true;
    // Tenants that are not looked at are left out of the files.
    return path.startsWith('gitops/tenants/') && this.repository.exists(path);
  }
}
