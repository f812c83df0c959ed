import fs from 'node:fs';
import path from 'node:path';
import { observe } from '../../../../sandbox/src/__testUtils__/observe';
import { packageFolder } from '../../lib/folders';
import { differences, shapeOf } from '../shape';
import type { ObservedInteraction } from './interactions';
import {
  observedInteractions,
  type ObservedRecording,
  performObserved,
} from './record';
import { knownDifferences, mapsOfNames, notAsked } from './sandboxDifferences';

const recordingOf = ({ of, name }: ObservedInteraction): ObservedRecording =>
  JSON.parse(
    fs.readFileSync(
      path.join(packageFolder, 'recordings', of, `${name}.json`),
      'utf8',
    ),
  );

const plain = (contentType: string) => contentType.toLowerCase();

/** What an error says, without the series that it names, and without what is wrong with a pattern, which Go says in its own words. */
const words = (answer: ObservedRecording['answer']): unknown => {
  const { json, text, status } = answer;
  if (status < 400) return undefined;
  const said = text ?? json?.error ?? json;
  return typeof said === 'string'
    ? said
        .replace(/: \[.*$/s, '')
        .replace(/(error parsing regexp): .*$/s, '$1')
        // The stand-in does not say where an error of types is.
        .replace(/\d+:\d+(?=: parse error: expected type)/, '1:1')
    : said;
};

/** The stand-ins of the sandbox, asked what the real ones were asked. */
describe('what observes in the sandbox, against what was recorded', () => {
  let sandbox: Awaited<ReturnType<typeof observe>>;
  const facts = new Map<string, string>();

  beforeAll(async () => {
    sandbox = await observe();
    // Answers 45 of 100 requests with an error, until its alert has fired.
    await sandbox.release('registry.example.com/hello:faulty');
    sandbox.clock.advance(180_000);
  }, 120_000);

  afterAll(() => sandbox?.stop());

  const asked = observedInteractions.filter(
    ({ of, name }) => !(`${of} ${name}` in notAsked),
  );

  it('is nearly all of it', () => {
    expect(asked.length).toBeGreaterThan(observedInteractions.length * 0.9);
  });

  it.each(asked.map(one => [`${one.of} ${one.name}`, one] as const))(
    '%s',
    async (name, interaction) => {
      const { answer: real } = recordingOf(interaction);
      const answer = await performObserved(interaction, {
        url: `${sandbox.url}/${interaction.of}`,
        token: sandbox.token,
        now: sandbox.clock.now().getTime(),
        facts,
      });
      expect([answer.status, plain(answer.contentType)]).toEqual([
        real.status,
        plain(real.contentType),
      ]);
      expect(words(answer)).toEqual(words(real));
      const found = differences(
        shapeOf(real.json ?? real.text, mapsOfNames),
        shapeOf(answer.json ?? answer.text, mapsOfNames),
      );
      const known = knownDifferences(name);
      expect(
        found.filter(line => !known.some(one => one.line.test(line))),
      ).toEqual([]);
    },
  );
});
