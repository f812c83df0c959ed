import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Labels } from '../prometheus';
import { fits, type AlertMatcher } from './matchers';

/** A silence; times are milliseconds. */
export interface Silence {
  id: string;
  matchers: AlertMatcher[];
  startsAt: number;
  endsAt: number;
  updatedAt: number;
  createdBy: string;
  comment: string;
}

/** How long an ended silence is remembered, as Alertmanager's `--data.retention`. */
const RETENTION = 120 * 3_600_000;

export class Silences {
  private readonly silences = new Map<string, Silence>();

  constructor(private readonly clock: Clock) {}

  list(): Silence[] {
    const oldest = this.now() - RETENTION;
    for (const [id, { endsAt }] of this.silences)
      if (endsAt < oldest) this.silences.delete(id);
    return [...this.silences.values()];
  }

  get = (id: string): Silence | undefined => this.silences.get(id);

  /** Makes one, or another in place of one that is there: then the old one ends. */
  put(silence: Omit<Silence, 'id' | 'updatedAt'>, id?: string): string {
    if (id) this.expire(id);
    const made = {
      ...silence,
      startsAt: Math.max(silence.startsAt, this.now()),
      id: randomUUID(),
      updatedAt: this.now(),
    };
    this.silences.set(made.id, made);
    return made.id;
  }

  expire(id: string): void {
    const silence = this.silences.get(id);
    if (!silence || silence.endsAt <= this.now()) return;
    this.silences.set(id, {
      ...silence,
      endsAt: this.now(),
      updatedAt: this.now(),
    });
  }

  stateOf({ startsAt, endsAt }: Silence): 'active' | 'pending' | 'expired' {
    if (endsAt <= this.now()) return 'expired';
    return startsAt > this.now() ? 'pending' : 'active';
  }

  /** The ids of those that silence an alert now. */
  of(labels: Labels): string[] {
    return this.list()
      .filter(
        silence =>
          this.stateOf(silence) === 'active' && fits(labels, silence.matchers),
      )
      .map(({ id }) => id);
  }

  private now = () => this.clock.now().getTime();
}
