import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.ts';
import type { Observation } from '../operations/platform.ts';

/** What Prometheus may ask this process for. */
export type Metrics = {
  observeOperation: (observation: Observation) => void;
  observeRequest: (route: string, method: string, status: number, milliseconds: number) => void;
  observeJob: (job: string, outcome: string, milliseconds: number) => void;
  /** Watches the connections of a pool. */
  watchPool: (database: Database) => void;
  /** Watches a number that is asked for at each reading. */
  watch: (name: string, help: string, read: () => Promise<Record<string, number>>) => void;
  text: () => Promise<string>;
  contentType: string;
};

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Makes the meters of this process; event loop, memory and processor time are among them. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'cuaso_' });
  const histogram = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ name, help, labelNames, buckets: seconds, registers: [register] });
  const operations = histogram('cuaso_operation_seconds', 'Calls of operations.', ['operation', 'outcome']);
  const requests = histogram('cuaso_http_request_seconds', 'HTTP requests.', ['route', 'method', 'status']);
  const jobs = histogram('cuaso_job_seconds', 'Background jobs.', ['job', 'outcome']);
  const bugs = new Counter({ name: 'cuaso_bugs_total', help: 'Errors that are bugs.', registers: [register] });
  return {
    observeOperation: ({ operation, outcome, milliseconds }) => {
      operations.observe({ operation, outcome }, milliseconds / 1000);
      if (outcome === 'bug') bugs.inc();
    },
    observeRequest: (route, method, status, milliseconds) =>
      requests.observe({ route, method, status: String(status) }, milliseconds / 1000),
    observeJob: (job, outcome, milliseconds) => jobs.observe({ job, outcome }, milliseconds / 1000),
    watchPool: ({ pool }) => watchPool(register, pool),
    watch: (name, help, read) => watch(register, name, help, read),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

function watchPool(register: Registry, pool: Database['pool']): void {
  watch(register, 'cuaso_pool_connections', 'Connections to the database by state.', async () => ({
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
}

function watch(register: Registry, name: string, help: string, read: () => Promise<Record<string, number>>): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: ['state'],
    registers: [register],
    async collect() {
      for (const [state, value] of Object.entries(await read())) gauge.set({ state }, value);
    },
  });
}
