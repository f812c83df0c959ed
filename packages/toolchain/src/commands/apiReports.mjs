import fs from 'node:fs';
import path from 'node:path';
import { apiReports } from '../api/apiReports.mjs';
import { declarations, writeDeclarations } from '../api/declarations.mjs';
import { sameInterface } from '../api/sameInterface.mjs';
import { root } from '../root.mjs';

/** `npm run api-reports`: writes what each public package offers to others, to be reviewed with the change. */
export async function run({ tools }) {
  const { code, output } = await writeDeclarations(tools);
  if (code !== 0) {
    console.error(output);
    return 1;
  }
  let failed = 0;
  for (const { file, text, problem } of apiReports({ root, declarations })) {
    const target = path.join(root, file);
    if (problem) {
      failed += 1;
      console.error(`${file}: ${problem}`);
      continue;
    }
    if (
      fs.existsSync(target) &&
      sameInterface(fs.readFileSync(target, 'utf8'), text)
    ) {
      continue;
    }
    fs.writeFileSync(target, text);
    console.log(`wrote ${file}`);
  }
  return failed === 0 ? 0 : 1;
}
