import type { Registry } from 'prom-client';

/** What Prometheus reads. Labels are words of ours: never an ID, a name or an address. */
export type Metrics = {
  counted(route: string, status: number): void;
  verdict(kind: string): void;
  read(): Promise<{ readonly text: string; readonly contentType: string }>;
};

type Counts = Map<string, number>;
const count = (counts: Counts, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

/**
 * `backlog`: jobs that are due but not done, by kind. Counted here and shown by prom-client, which is loaded when
 * somebody asks for the first time (it takes 9 MB).
 */
export function createMetrics(backlog: () => Promise<Readonly<Record<string, number>>>): Metrics {
  const requests: Counts = new Map();
  const verdicts: Counts = new Map();
  let loading: Promise<Registry> | null = null;

  async function load(): Promise<Registry> {
    const { Counter, collectDefaultMetrics, Gauge, Registry } = await import('prom-client');
    const registry = new Registry();
    const registers = [registry];
    collectDefaultMetrics({ register: registry });
    new Counter({
      name: 'latchkey_http_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames: ['route', 'status'],
      registers,
      collect() {
        this.reset();
        for (const [what, times] of requests) {
          const [status = '', route = ''] = what.split(' ', 2);
          this.inc({ route, status }, times);
        }
      },
    });
    new Counter({
      name: 'latchkey_door_verdicts_total',
      help: 'Keys tried at the door of the web, by what came of it.',
      labelNames: ['verdict'],
      registers,
      collect() {
        this.reset();
        for (const [verdict, times] of verdicts) this.inc({ verdict }, times);
      },
    });
    new Gauge({
      name: 'latchkey_jobs_due',
      help: 'Jobs due but not done, by kind.',
      labelNames: ['kind'],
      registers,
      async collect() {
        this.reset();
        for (const [kind, jobs] of Object.entries(await backlog())) this.set({ kind }, jobs);
      },
    });
    return registry;
  }

  return {
    counted: (route, status) => count(requests, `${status} ${route}`),
    verdict: (kind) => count(verdicts, kind),
    async read() {
      loading ??= load();
      const registry = await loading;
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}
