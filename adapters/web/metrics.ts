import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What Prometheus reads. Labels are words of ours: never an ID, a name or an address. */
export type Metrics = {
  readonly contentType: string;
  counted(route: string, status: number): void;
  verdict(kind: string): void;
  text(): Promise<string>;
};

/** `backlog`: jobs that are due but not done, by kind. */
export function createMetrics(backlog: () => Promise<Readonly<Record<string, number>>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'latchkey_http_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const verdicts = new Counter({
    name: 'latchkey_door_verdicts_total',
    help: 'Keys tried at the door of the web, by what came of it.',
    labelNames: ['verdict'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'latchkey_jobs_due',
    help: 'Jobs due but not done, by kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    counted: (route, status) => requests.inc({ route, status }),
    verdict: (kind) => verdicts.inc({ verdict: kind }),
    async text() {
      jobs.reset();
      for (const [kind, count] of Object.entries(await backlog())) jobs.set({ kind }, count);
      return registry.metrics();
    },
  };
}
