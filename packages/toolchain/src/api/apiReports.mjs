import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { publicPackages } from './publicPackages.mjs';

/**
 * What each public package offers to others, as text: `{file, text, problem}`, `file` relative to the checkout. It is read
 * from the declarations in `dist-types`, which `tsc` has to write before.
 */
export function* apiReports({ root, declarations }) {
  const extractor = createRequire(import.meta.url)('@microsoft/api-extractor');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-api-'));
  try {
    for (const { folder: packageFolder, entries } of publicPackages(root)) {
      for (const { source, report } of entries) {
        yield {
          file: `${packageFolder}/${report}`,
          ...extract({
            extractor,
            root,
            packageFolder,
            entry: path.join(
              declarations,
              packageFolder,
              source.replace(/\.tsx?$/, '.d.ts'),
            ),
            outputFolder: path.join(folder, packageFolder, report),
          }),
        };
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function extract({ extractor, root, packageFolder, entry, outputFolder }) {
  const { Extractor, ExtractorConfig } = extractor;
  const projectFolder = path.join(root, packageFolder);
  if (!fs.existsSync(entry)) {
    return {
      problem: `its declarations are not there (${path.relative(
        root,
        entry,
      )}); the types of everything have to be right first`,
    };
  }
  fs.mkdirSync(outputFolder, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObject: {
      mainEntryPointFilePath: entry,
      projectFolder,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['dom', 'dom.iterable', 'es2022'],
            module: 'esnext',
            moduleResolution: 'bundler',
            jsx: 'react-jsx',
            skipLibCheck: true,
            strict: true,
            types: ['node', 'react'],
          },
          files: [entry],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: 'report.api.md',
        reportFolder: outputFolder,
        reportTempFolder: path.join(outputFolder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: 'warning', addToApiReportFile: true },
          // The report marks these at the place itself
          'ae-undocumented': { logLevel: 'none' },
        },
      },
      newlineKind: 'lf',
    },
    configObjectFullPath: path.join(projectFolder, 'api-extractor.json'),
    packageJsonFullPath: path.join(projectFolder, 'package.json'),
  });
  const problems = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      message.handled = true;
      if (message.logLevel === 'error') problems.push(message.text);
    },
  });
  return {
    text: fs
      .readFileSync(path.join(outputFolder, 'report.api.md'), 'utf8')
      .replaceAll(`${root}/`, '')
      // Where a declaration stands changes without the interface
      .replace(/^(\/\/ \S+\.d\.ts):\d+:\d+/gm, '$1'),
    problem: problems.length > 0 ? problems.join('\n') : undefined,
  };
}
