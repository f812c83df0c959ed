import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import { keyOf, type Alert, type Labels } from '../prometheus';
import { inhibits, receiversOf, type AlertmanagerConfig } from './config';
import { Silences } from './Silences';

/** Prometheus sends what fires again and again; an alert that is sent no more has ended after this time. */
const RESOLVE = 4 * 60_000;

const NOTHING: AlertmanagerConfig = {
  route: { receiver: 'nobody', matchers: [], continue: false, routes: [] },
  inhibitions: [],
  receivers: ['nobody'],
  original: '{}',
};

/** An alert as Alertmanager has it. */
export interface GettableAlert {
  annotations: Record<string, string>;
  endsAt: string;
  fingerprint: string;
  receivers: Array<{ name: string }>;
  startsAt: string;
  status: {
    inhibitedBy: string[];
    mutedBy: string[];
    silencedBy: string[];
    state: 'active' | 'suppressed';
  };
  updatedAt: string;
  generatorURL: string;
  labels: Labels;
}

/** One Alertmanager: the alerts that Prometheus sends it, who hears of them, and what is silenced. */
export class Alertmanager {
  readonly silences: Silences;
  config = NOTHING;

  constructor(
    private readonly clock: Clock,
    private readonly source: { alerts(): Alert[] },
  ) {
    this.silences = new Silences(clock);
  }

  alerts(): GettableAlert[] {
    const firing = this.source
      .alerts()
      .filter(({ state }) => state === 'firing')
      .map(alert => ({ alert, labels: relabelled(alert.labels) }));
    const now = this.clock.now().getTime();
    return firing
      .map(({ alert, labels }) => {
        const silencedBy = this.silences.of(labels);
        const inhibitedBy = firing
          .filter(other =>
            this.config.inhibitions.some(rule =>
              inhibits(rule, other.labels, labels),
            ),
          )
          .map(other => fingerprint(other.labels));
        const isQuiet = silencedBy.length + inhibitedBy.length > 0;
        const iso = (time: number) => new Date(time).toISOString();
        return {
          annotations: alert.annotations,
          endsAt: iso(now + RESOLVE),
          fingerprint: fingerprint(labels),
          receivers: receiversOf(this.config.route, labels).map(name => ({
            name,
          })),
          startsAt: iso(alert.firedAt ?? alert.activeAt),
          status: {
            inhibitedBy,
            mutedBy: [],
            silencedBy,
            state: isQuiet ? ('suppressed' as const) : ('active' as const),
          },
          updatedAt: iso(alert.lastTrue),
          generatorURL: `/graph?g0.expr=${encodeURIComponent(
            alert.rule.query,
          )}&g0.tab=1`,
          labels,
        };
      })
      .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  }
}

/** What Prometheus does to labels before it sends an alert: that of a tenant's namespace is the tenant's. */
function relabelled(labels: Labels): Labels {
  const [, tenant] = /^tenant-(.+)$/.exec(labels.namespace ?? '') ?? [];
  return tenant ? { ...labels, tenant } : labels;
}

function fingerprint(labels: Labels): string {
  return createHash('sha256').update(keyOf(labels)).digest('hex').slice(0, 16);
}
