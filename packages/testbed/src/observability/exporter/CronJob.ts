import type { Sample } from './samples';

const EVERY_SECONDS = 30;
const TAKES_SECONDS = 4;

/** What kube-state-metrics says of a CronJob that runs twice a minute, with its two last runs. */
export function cronJobSamples(
  namespace: string,
  cronjob: string,
  at: number,
): Sample[] {
  const now = Math.floor(at / 1000);
  const started = Math.floor(now / EVERY_SECONDS) * EVERY_SECONDS;
  const ended = (start: number) => start + TAKES_SECONDS <= now;
  const succeeded = ended(started) ? started : started - EVERY_SECONDS;
  const ofCronJob = (what: string, value: number): Sample => ({
    name: `kube_cronjob_status_last_${what}_time`,
    labels: { namespace, cronjob },
    value,
  });
  return [
    ofCronJob('schedule', started),
    ofCronJob('successful', succeeded + TAKES_SECONDS),
    ...[started - EVERY_SECONDS, started].flatMap((start, index) => {
      // By turns, so that a chart has two names and not one for each run.
      const job_name = `${cronjob}-${(start / EVERY_SECONDS) % 2}`;
      const sample = (name: string, value: number, more = {}): Sample => ({
        name: `kube_job_${name}`,
        labels: { namespace, job_name, ...more },
        value,
      });
      return [
        sample('owner', 1, { owner_kind: 'CronJob', owner_name: cronjob }),
        sample('status_start_time', start),
        sample('failed', Number(index === 0 && start % 60 === 0), {
          condition: 'true',
        }),
        ...(ended(start)
          ? [sample('status_completion_time', start + TAKES_SECONDS)]
          : []),
      ];
    }),
  ];
}
