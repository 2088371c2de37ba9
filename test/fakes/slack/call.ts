import type { SlackState, Team } from './state.ts';

export type Arguments = Readonly<Record<string, unknown>>;
export type Result = Readonly<Record<string, unknown>>;

/** One call of the Web API. */
export type Call = {
  readonly state: SlackState;
  readonly args: Arguments;
  /** Whose bot calls. */
  readonly team: Team;
  /** Base of the loopback server. */
  readonly base: string;
};

export type Method = (call: Call) => Result;

/** An argument as text; empty where it is missing. */
export function text(args: Arguments, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Whether an argument is set. */
export const flag = (args: Arguments, name: string): boolean =>
  [true, 'true', '1'].some((on) => args[name] === on);

export const refused = (error: string, why?: string): Result => ({
  ok: false,
  error,
  ...(why === undefined ? {} : { response_metadata: { messages: [`[ERROR] ${why}`] } }),
});

/** A page of a list, as Slack's cursors cut it. */
export function page<T>(
  list: readonly T[],
  args: Arguments,
  most: number,
): { items: readonly T[]; next: string } {
  const from = Number(text(args, 'cursor').replace('from:', '') || 0);
  const size = Math.min(Number(text(args, 'limit') || most), most);
  const to = from + size;
  return { items: list.slice(from, to), next: to < list.length ? `from:${to}` : '' };
}
