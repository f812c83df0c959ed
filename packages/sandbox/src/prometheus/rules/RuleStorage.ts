import { Evaluation } from '../promql';
import {
  keyOf,
  matchesAll,
  NAME,
  SCRAPE_INTERVAL,
  scrapeBefore,
  type Labels,
  type Matcher,
  type Sample,
  type Samples,
  type Selection,
  type Storage,
} from '../storage';
import type { AlertStates } from './AlertStates';
import type { RecordingRule } from './readRules';

const ALERTS = 'ALERTS';

/** What is scraped, with what rules make of it: recorded series, and `ALERTS`. */
export class RuleStorage implements Storage {
  /** A rule that is made of itself has nothing. */
  private readonly underWay = new Set<RecordingRule>();

  constructor(
    private readonly base: Storage,
    private readonly rules: {
      recording(): readonly RecordingRule[];
      alerts(): readonly AlertStates[];
    },
  ) {}

  select(matchers: readonly Matcher[]): Selection {
    const name = matchers.find(one => one.name === NAME);
    const wants = (metric: string) => !name || name.matches(metric);
    const selections = [
      this.base.select(matchers),
      ...this.rules
        .recording()
        .filter(rule => rule.expr && wants(rule.name))
        .map(rule => this.recorded(rule, matchers)),
      ...(wants(ALERTS) ? [this.alerts(matchers)] : []),
    ];
    if (selections.length === 1) return selections[0];
    return {
      instant: time => selections.flatMap(one => one.instant(time)),
      range: (from, to) => selections.flatMap(one => one.range(from, to)),
    };
  }

  private recorded(
    rule: RecordingRule,
    matchers: readonly Matcher[],
  ): Selection {
    const evaluation = new Evaluation(this);
    const known = new Map<number, Sample[]>();
    const labelSets = new Map<string, Labels>();
    return sampled(at => {
      let samples = known.get(at);
      if (!samples) {
        samples = this.evaluate(rule, evaluation, at)
          .map(({ labels, value }) => {
            const named = { ...labels, ...rule.labels, [NAME]: rule.name };
            const key = keyOf(named);
            if (!labelSets.has(key)) labelSets.set(key, named);
            return { labels: labelSets.get(key)!, value };
          })
          .filter(({ labels }) => matchesAll(labels, matchers));
        known.set(at, samples);
      }
      return samples;
    });
  }

  private evaluate(
    rule: RecordingRule,
    evaluation: Evaluation,
    at: number,
  ): Sample[] {
    if (this.underWay.has(rule)) return [];
    this.underWay.add(rule);
    try {
      const value = evaluation.value(rule.expr!, at);
      return typeof value === 'number'
        ? [{ labels: {}, value }]
        : (value as Sample[]);
    } finally {
      this.underWay.delete(rule);
    }
  }

  private alerts(matchers: readonly Matcher[]): Selection {
    const labelled = this.rules.alerts().flatMap(({ past }) =>
      [...past.values()].flatMap(({ labels, states }) =>
        (['pending', 'firing'] as const).map(alertstate => ({
          labels: { ...labels, alertstate, [NAME]: ALERTS },
          at: (time: number) => states.at(time) === alertstate,
        })),
      ),
    );
    const chosen = labelled.filter(({ labels }) =>
      matchesAll(labels, matchers),
    );
    return sampled(at =>
      chosen
        .filter(one => one.at(at))
        .map(({ labels }) => ({ labels, value: 1 })),
    );
  }
}

/** What is known at each evaluation, as a selection. */
function sampled(samplesAt: (time: number) => Sample[]): Selection {
  return {
    instant: time => samplesAt(scrapeBefore(time)),
    range(from, to) {
      const series = new Map<Labels, Samples>();
      const first = scrapeBefore(from) + SCRAPE_INTERVAL;
      for (let at = first; at <= to; at += SCRAPE_INTERVAL) {
        for (const { labels, value } of samplesAt(at)) {
          const one = series.get(labels) ?? { labels, times: [], values: [] };
          series.set(labels, one);
          one.times.push(at);
          one.values.push(value);
        }
      }
      return [...series.values()];
    },
  };
}
