import type { EntityLogs, LogLevel } from '@idp/plugin-grafana-common';
import type { Bed } from '../../bed/Bed';
import { until } from '../../lib/until';
import { podLabels } from '../../observability/config/podLabels';
import { loggedPods } from '../../observability/exporter/loggedPods';
import { ago, LokiClient } from '../../observability/LokiClient';
import { logsOf } from '../../observability/portal/ask';
import { PortalError } from '../../portal/PortalClient';
import { observedPortal } from '../../services/observability/portal';
import { same } from '../same';
import type { Report, Step } from '../types';
import { spoken } from './spoken';

const ENTITY = 'component/payments/orders';
/** As app-config.observability.yaml has it. */
const MOST = 50;

/** Lines of a real Loki, by the labels that this repository's Alloy writes. */
export const logs: Step = {
  name: 'logs',
  profile: 'observability',
  what: 'lines come with the level that Loki found, are searched for as text, filtered, cut to a limit and followed',
  async run(bed, report) {
    await written(bed, report);
    await levels(bed, report);
    await searched(bed, report);
    await limits(bed, report);
    await followed(bed, report);
    await refused(bed, report);
  },
};

const texts = ({ lines }: EntityLogs) => lines.map(({ text }) => text);

async function written(bed: Bed, report: Report) {
  const loki = new LokiClient(bed.url('loki'));
  await report.check(
    'lines arrive with the labels of Alloy, oldest first, to the nanosecond',
    async () => {
      const at = ago(600_000);
      await loki.push(
        podLabels(loggedPods.orders, 'stdout'),
        spoken.map(([text], index) => [at + BigInt(index), text]),
      );
      const { lines, sources } = await until('all are read', async () => {
        const found = await logsOf(bed.take(observedPortal), ENTITY);
        return found.lines.length === spoken.length && found;
      });
      same(
        'lines',
        lines.map(({ text }) => text),
        spoken.map(([text, , shown]) => shown ?? text),
      );
      same(
        'state',
        sources.map(({ state }) => state),
        ['live'],
      );
      const [{ pod, container, at: first }] = lines;
      same('pod', [pod, container], [loggedPods.orders.pod, 'app']);
      const nanoseconds = String(at % 1_000_000_000n).padStart(9, '0');
      if (!first.endsWith(`.${nanoseconds}Z`)) throw new Error(first);
    },
  );
}

async function levels(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  await report.check('each line is of the level that it says', async () => {
    const { lines } = await logsOf(portal, ENTITY);
    same(
      'levels',
      lines.map(({ level, text }) => [text, level]),
      spoken.map(([text, level, shown]) => [shown ?? text, level]),
    );
  });
  const all = [...new Set(spoken.map(([, level]) => level))];
  for (const level of all) {
    await report.check(`the filter ${level} finds what is shown as such`, () =>
      filtered(bed, [level]),
    );
  }
  await report.check('two levels at once', () =>
    filtered(bed, ['error', 'fatal']),
  );
}

async function filtered(bed: Bed, wanted: LogLevel[]) {
  const found = await logsOf(bed.take(observedPortal), ENTITY, {
    level: wanted,
  });
  same(
    'lines',
    texts(found),
    spoken
      .filter(([, level]) => wanted.includes(level))
      .map(([text, , shown]) => shown ?? text),
  );
}

async function searched(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  for (const [search, wanted] of [
    ['PAYMENT', 3],
    ['a"b\\c|~.*`${x}', 1],
    ['.*', 1],
    ['"} or {namespace=~".+', 0],
    ['\u20ac', 1],
  ] as const) {
    await report.check(`a search for ${search} is for that text`, async () => {
      const found = await logsOf(portal, ENTITY, { search });
      const lines = texts(found);
      if (
        lines.length !== wanted ||
        lines.some(line => !line.toLowerCase().includes(search.toLowerCase()))
      )
        throw new Error(`${lines.length} lines, not ${wanted}: ${lines}`);
    });
  }
  await report.check('a search and a level together', async () => {
    const found = await logsOf(portal, ENTITY, {
      search: 'payment',
      level: ['error'],
    });
    same('lines', texts(found), ['level=error msg="payment refused"']);
  });
}

async function limits(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const loki = new LokiClient(bed.url('loki'));
  await report.check(
    'as many lines as are allowed, the newest, and that there are more',
    async () => {
      const at = ago(300_000);
      await loki.push(
        podLabels(loggedPods.orders, 'stderr'),
        Array.from({ length: 120 }, (_, index) => [
          at + BigInt(index),
          `line ${index}`,
        ]),
      );
      const found = await until('they are read', async () => {
        const answer = await logsOf(portal, ENTITY, { limit: 1_000 });
        return texts(answer).at(-1) === 'line 119' && answer;
      });
      same('lines', texts(found).length, MOST);
      same('first', texts(found)[0], `line ${120 - MOST}`);
      same('more', found.more, true);
      const three = await logsOf(portal, ENTITY, { limit: 3 });
      same('three', texts(three), ['line 117', 'line 118', 'line 119']);
    },
  );
  await report.check('a range holds its start and not its end', async () => {
    const at = ago(7_200_000);
    // A stream takes nothing that is an hour older than its newest line: another pod's.
    const before = { ...loggedPods.orders, pod: 'orders-before' };
    await loki.push(podLabels(before, 'stdout'), [
      [at, 'at the start'],
      [at + 60_000_000_000n, 'at the end'],
    ]);
    const iso = (ns: bigint) => new Date(Number(ns / 1_000_000n)).toISOString();
    const found = await logsOf(portal, ENTITY, {
      from: iso(at),
      to: iso(at + 60_000_000_000n),
    });
    same('lines', texts(found), ['at the start']);
    same('cursor', found.cursor, undefined);
  });
}

async function followed(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const loki = new LokiClient(bed.url('loki'));
  const labels = podLabels(loggedPods.mailer, 'stdout');
  const entity = 'component/payments/mailer';
  await report.check(
    'what comes after an answer comes once, also at the same nanosecond',
    async () => {
      const at = ago(1_000);
      await loki.push(labels, [[at, 'one']]);
      let cursor = await until('the first line', async () => {
        const found = await logsOf(portal, entity);
        return texts(found).includes('one') && found.cursor;
      });
      const next = async () => {
        const found = await logsOf(portal, entity, { after: cursor });
        cursor = found.cursor!;
        return texts(found);
      };
      same('at once', await next(), []);
      await loki.push(labels, [[at, 'two, at the same time']]);
      same('then', await untilAny(next), ['two, at the same time']);
      const begun = performance.now();
      await loki.push(labels, [[ago(0), 'three']]);
      same('then', await untilAny(next), ['three']);
      report.measure(
        'observability: line written → with who follows',
        `${Math.round(performance.now() - begun)} ms`,
      );
      same('at last', await next(), []);
    },
  );
  await report.check(
    'more lines than are allowed come by and by, and none is lost',
    async () => {
      const { cursor } = await logsOf(portal, entity);
      const at = ago(0);
      const lines = Array.from({ length: 130 }, (_, index) => `many ${index}`);
      await loki.push(
        labels,
        lines.map((line, index) => [at + BigInt(Math.floor(index / 3)), line]),
      );
      const found: string[] = [];
      let after = cursor!;
      await until('all have come', async () => {
        const answer = await logsOf(portal, entity, { after });
        if (answer.lines.length > MOST) throw new Error('too many at once');
        found.push(...texts(answer));
        after = answer.cursor!;
        return found.length >= lines.length && !answer.more;
      });
      same('lines', [...found].sort(), [...lines].sort());
    },
  );
}

async function refused(bed: Bed, report: Report) {
  const portal = bed.take(observedPortal);
  const day = 86_400_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  const now = Date.now();
  for (const [what, query] of [
    ['a range of eight days', { from: iso(now - 8 * day), to: iso(now) }],
    ['a range of ten years', { from: iso(now - 3_650 * day), to: iso(now) }],
    ['a cursor that nobody gave', { after: '{namespace=~".+"}' }],
    ['a query of one’s own', { query: '{namespace=~".+"}' }],
    ['a search with a line break', { search: 'a\n| line_format "x"' }],
  ] as const) {
    await report.check(`${what} is refused before Loki is asked`, async () => {
      try {
        await logsOf(portal, ENTITY, query);
      } catch (error) {
        if (error instanceof PortalError && error.status === 400) return;
        throw error;
      }
      throw new Error('it was answered');
    });
  }
}

/** Asks until something has come. */
function untilAny(next: () => Promise<string[]>): Promise<string[]> {
  return until('a line comes', async () => {
    const lines = await next();
    return lines.length > 0 && lines;
  });
}
