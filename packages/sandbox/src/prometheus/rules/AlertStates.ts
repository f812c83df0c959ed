import { Timeline } from '../../telemetry';
import { keyOf, withoutName, type Labels, type Sample } from '../storage';
import type { AlertingRule } from './readRules';
import { fillIn } from './templates';

/** An alert that is pending or fires. */
export interface Alert {
  rule: AlertingRule;
  labels: Labels;
  annotations: Record<string, string>;
  state: 'pending' | 'firing';
  value: number;
  /** Milliseconds. */
  activeAt: number;
  firedAt?: number;
  /** When the condition was last true. */
  lastTrue: number;
  /** Since when it fires on though it is true no more. */
  keptSince?: number;
}

type State = Alert['state'] | undefined;

/** The alerts of one rule, from evaluation to evaluation. */
export class AlertStates {
  readonly active = new Map<string, Alert>();
  /** What each alert that there ever was has been. */
  readonly past = new Map<
    string,
    { labels: Labels; states: Timeline<State> }
  >();
  lastEvaluation?: number;
  /** In seconds. */
  evaluationTime = 0;
  problem?: string;

  constructor(
    readonly rule: AlertingRule,
    private readonly externalLabels: () => Record<string, string>,
  ) {
    this.problem = rule.problem;
  }

  /** Takes in what the condition gave at a moment; nothing is left of those that it no longer names. */
  take(vector: readonly Sample[], now: number): void {
    const { rule } = this;
    const seen = new Set<string>();
    for (const { labels: found, value } of vector) {
      const alert = this.describe(withoutName(found), value);
      const key = keyOf(alert.labels);
      seen.add(key);
      const known = this.active.get(key);
      const activeAt = known?.activeAt ?? now;
      const fires =
        known?.state === 'firing' || now - activeAt >= rule.pendingFor;
      this.set(
        key,
        {
          ...alert,
          rule,
          value,
          activeAt,
          lastTrue: now,
          state: fires ? 'firing' : 'pending',
          ...(fires && { firedAt: known?.firedAt ?? now }),
        },
        now,
      );
    }
    for (const [key, alert] of this.active) {
      if (seen.has(key)) continue;
      alert.keptSince ??= now;
      const kept =
        alert.state === 'firing' && now - alert.keptSince < rule.keepFiringFor;
      if (!kept) this.end(key, now);
    }
  }

  private describe(found: Labels, value: number) {
    const data = {
      labels: found,
      externalLabels: this.externalLabels(),
      value,
    };
    const filled = (texts: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [
          name,
          fillIn(String(text), data),
        ]),
      );
    return {
      labels: {
        ...found,
        ...filled(this.rule.labels),
        alertname: this.rule.name,
      } as Labels,
      annotations: filled(this.rule.annotations),
    };
  }

  private set(key: string, alert: Alert, now: number) {
    this.active.set(key, alert);
    const past = this.past.get(key) ?? {
      labels: alert.labels,
      states: new Timeline<State>(),
    };
    this.past.set(key, past);
    past.states.set(now, alert.state);
  }

  private end(key: string, now: number) {
    this.active.delete(key);
    this.past.get(key)?.states.set(now, undefined);
  }
}
