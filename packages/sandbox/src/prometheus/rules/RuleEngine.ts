import type { Clock } from '../../clock';
import { Evaluation } from '../promql';
import { SCRAPE_INTERVAL, type Sample, type Storage } from '../storage';
import { AlertStates, type Alert } from './AlertStates';
import type { AlertingRule, RecordingRule, RuleGroup } from './readRules';
import { RuleStorage } from './RuleStorage';

/** Evaluates rules as time goes by; recording rules are worked out when somebody asks for their series. */
export class RuleEngine {
  readonly storage: Storage;
  private groupList: RuleGroup[] = [];
  private externalLabels: Record<string, string> = {};
  private readonly states = new Map<string, AlertStates>();
  private stopped = false;
  /** Milliseconds. */
  lastEvaluation?: number;

  /** @param isReady - until then nothing is evaluated: a cluster that has just come up would raise alarms */
  constructor(
    private readonly clock: Clock,
    base: Storage,
    private readonly isReady: () => boolean = () => true,
  ) {
    this.storage = new RuleStorage(base, {
      recording: () => this.recording(),
      alerts: () => [...this.states.values()],
    });
    this.next();
  }

  get groups(): readonly RuleGroup[] {
    return this.groupList;
  }

  /** Takes other rules; an alert of one that is still the same goes on. */
  load(groups: RuleGroup[], externalLabels: Record<string, string>): void {
    this.groupList = groups;
    this.externalLabels = externalLabels;
    const wanted = new Set<string>();
    for (const [key, rule] of this.alerting()) {
      wanted.add(key);
      if (!this.states.has(key)) {
        this.states.set(key, new AlertStates(rule, () => this.externalLabels));
      }
    }
    for (const key of this.states.keys()) {
      if (!wanted.has(key)) this.states.delete(key);
    }
    this.evaluate();
  }

  statesOf(group: RuleGroup, rule: AlertingRule): AlertStates | undefined {
    return this.states.get(keyOfRule(group, rule));
  }

  /** All that are pending or fire. */
  alerts(): Alert[] {
    return [...this.states.values()].flatMap(({ active }) => [
      ...active.values(),
    ]);
  }

  stop(): void {
    this.stopped = true;
  }

  private next() {
    const now = this.clock.now().getTime();
    this.clock.after(SCRAPE_INTERVAL - (now % SCRAPE_INTERVAL), () => {
      if (this.stopped) return;
      this.evaluate();
      this.next();
    });
  }

  private evaluate() {
    if (!this.isReady()) return;
    const now = this.clock.now().getTime();
    this.lastEvaluation = now;
    for (const states of this.states.values()) {
      const { expr } = states.rule;
      if (!expr) continue;
      const started = performance.now();
      try {
        const value = new Evaluation(this.storage).value(expr, now);
        states.take(
          typeof value === 'number'
            ? [{ labels: {}, value }]
            : (value as Sample[]),
          now,
        );
        states.problem = undefined;
      } catch (error) {
        states.problem = (error as Error).message;
      }
      states.lastEvaluation = now;
      states.evaluationTime = (performance.now() - started) / 1000;
    }
  }

  private alerting(): Array<[string, AlertingRule]> {
    return this.groupList.flatMap(group =>
      group.rules.flatMap(rule =>
        rule.type === 'alerting'
          ? [[keyOfRule(group, rule), rule] as [string, AlertingRule]]
          : [],
      ),
    );
  }

  private recording(): RecordingRule[] {
    return this.groupList.flatMap(({ rules }) =>
      rules.filter((rule): rule is RecordingRule => rule.type === 'recording'),
    );
  }
}

function keyOfRule(group: RuleGroup, rule: AlertingRule) {
  return JSON.stringify([group.file, group.name, rule]);
}
