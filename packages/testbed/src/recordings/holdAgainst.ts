import fs from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../lib/folders';

/** What every recording's file holds. */
export interface AnyRecording {
  interaction: { name: string };
  answer: { status: number; contentType: string };
}

/**
 * Holds an answer's status and type against what was written down, and throws where they differ. Where IDP_TESTBED_RECORD is
 * set it is written down instead.
 *
 * @param of - whose recordings they are, a folder of `recordings`
 * @param outsideOf - what else has to be the same to the letter
 */
export function holdAgainst<T extends AnyRecording>(
  of: string,
  recording: T,
  outsideOf: (answer: T['answer']) => object = () => ({}),
): void {
  const { interaction, answer } = recording;
  const folder = path.join(packageFolder, 'recordings', of);
  const file = path.join(folder, `${interaction.name}.json`);
  if (process.env.IDP_TESTBED_RECORD) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
    return;
  }
  const known: T = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (known.answer.status !== answer.status) {
    throw new Error(
      `status ${answer.status}, recorded was ${known.answer.status}`,
    );
  }
  if (known.answer.contentType !== answer.contentType) {
    throw new Error(
      `type ${answer.contentType}, recorded was ${known.answer.contentType}`,
    );
  }
  const [is, was] = [answer, known.answer].map(one =>
    JSON.stringify(outsideOf(one)),
  );
  if (is !== was) throw new Error(`${is}, recorded was ${was}`);
}
