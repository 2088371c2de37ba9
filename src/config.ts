import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback, type Network, parseAddress, parseNetwork } from './door/address.ts';
import { ConfigError } from './errors.ts';
import { asId, type ProviderName } from './ids.ts';
import type { LogLevel } from './log.ts';
import { PLANS, type Plan } from './meeting/plan.ts';
import type { Env } from './ports/adapter.ts';
import { Secret } from './vault/secret.ts';

/** The core's own settings. An adapter reads its own, by its `configure`. */
export type Config = {
  /** 0: whichever is free. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Base of every link that people get, without a slash at the end; null: this machine's own. */
  readonly publicUrl: string | null;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly Network[];
  /** Offices and schools, where many people share one address (SECURITY.md §1). */
  readonly sharedNetworks: readonly Network[];
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly keysFile: string;
  /** What new workspaces get. */
  readonly defaultPlan: Plan;
  /** Days after a meeting's last occurrence until its codes, links and names are erased. */
  readonly retentionDays: number;
  readonly playground: 'auto' | 'on' | 'off';
  readonly logLevel: LogLevel;
  /** Conference provider of new workspaces. */
  readonly conference: ProviderName;
  /** Opens `/metrics` to others than this machine; null: to nobody. */
  readonly metricsToken: Secret | null;
};

const whole = (least: number, most: number, fix: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, fix)
    .transform(Number)
    .refine((number) => number >= least && number <= most, fix);

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `use one of ${words.join(', ')}`);

const networks = z.string().transform((text, context): readonly Network[] =>
  text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const network = parseNetwork(word);
      if (network) return [network];
      context.addIssue(`${word} is no network: use addresses such as 10.0.0.0/8 or 2001:db8::1, with commas`);
      return [];
    }),
);

const publicUrl = z.string().transform((text, context): string => {
  const url = URL.parse(text);
  const plain =
    url &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username;
  if (plain) return url.origin;
  context.addIssue('use the address that people open, without a path, such as https://meet.example.org');
  return '';
});

const settings = z.object({
  PORT: whole(0, 65_535, 'use a number from 1 to 65535, such as 3000').default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'use an address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  PUBLIC_URL: publicUrl.optional(),
  TRUSTED_PROXIES: networks.default([]),
  SHARED_NETWORKS: networks.default([]),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^[a-z]+:./, 'use file: and a path, such as file:./data/latchkey.db')
    .optional(),
  LATCHKEY_KEYS_FILE: z.string().optional(),
  DEFAULT_PLAN: oneOf(PLANS).default('free'),
  RETENTION_DAYS: whole(1, 3650, 'use a number of days from 1 to 3650, such as 90').default(90),
  PLAYGROUND: oneOf(['auto', 'on', 'off']).default('auto'),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CONFERENCE: z.string().default('room'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'use at least 16 characters, such as those of: openssl rand -hex 16')
    .optional(),
});

/** Reads the core's settings. Throws ConfigError that lists every wrong one with how to fix it. */
export function readConfig(env: Env): Config {
  const read = settings.safeParse(env);
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`));
  const { data } = read;
  const dataDir = resolve(data.DATA_DIR);
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ?? null,
    trustedProxies: data.TRUSTED_PROXIES,
    sharedNetworks: data.SHARED_NETWORKS,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? `file:${resolve(dataDir, 'latchkey.db')}`,
    keysFile: resolve(data.LATCHKEY_KEYS_FILE ?? resolve(dataDir, 'keys.json')),
    defaultPlan: data.DEFAULT_PLAN,
    retentionDays: data.RETENTION_DAYS,
    playground: data.PLAYGROUND,
    logLevel: data.LOG_LEVEL,
    conference: asId<ProviderName>(data.CONFERENCE),
    metricsToken: data.METRICS_TOKEN === undefined ? null : new Secret(data.METRICS_TOKEN),
  };
}

/** Whether links with this base work on this machine only. */
export function isLocalUrl(url: string): boolean {
  const { hostname } = new URL(url);
  const address = parseAddress(hostname.replace(/^\[|\]$/g, ''));
  return address ? isLoopback(address) : hostname === 'localhost' || hostname.endsWith('.localhost');
}
