import type { Findings } from '../../platform/Findings';
import type { Repository, ValuePath } from '../../repository';
import { ADR } from './adrs';

const FILE = 'mkdocs.yml';

/** The navigation of the documents names each page once they are published, but the decisions, which have an index. */
export function lookAtNav(repository: Repository, findings: Findings) {
  if (!repository.files.includes(FILE)) return;
  const { documents, error } = repository.yaml(FILE);
  if (error) {
    findings.at(
      error,
      `this is no YAML: ${error.message}`,
      'Correct it, or nothing of docs is published',
    );
  }
  const [document] = documents;
  // Without a navigation of its own, MkDocs makes one of all pages.
  if (!document?.value?.nav) return;
  const pages = new Set(
    repository.files.filter(file => /^docs\/.*\.md$/.test(file)),
  );
  const named = new Set<string>();
  for (const [at, page] of pagesOf(document.value.nav, ['nav'])) {
    named.add(`docs/${page}`);
    if (!pages.has(`docs/${page}`)) {
      findings.at(
        document.place(at),
        `the navigation names docs/${page}, which is not there`,
        'Name a page that is there, or remove the line',
      );
    }
  }
  for (const page of pages) {
    if (named.has(page) || ADR.test(page)) continue;
    findings.at(
      page,
      `nav of ${FILE} does not name this page`,
      `Add it to nav in ${FILE}, or nobody finds it in the portal`,
    );
  }
}

/** The pages of a navigation, which may have sections; addresses of other sites are none. */
function pagesOf(value: unknown, at: ValuePath): Array<[ValuePath, string]> {
  if (typeof value === 'string')
    return /^[a-z]+:\/\//.test(value) ? [] : [[at, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) =>
    pagesOf(child, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}
