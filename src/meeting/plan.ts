/** What a workspace pays for: `pro` may choose a personal room's number and a passcode. */
export type Plan = 'free' | 'pro';

export const PLANS = ['free', 'pro'] as const satisfies readonly Plan[];

/** What costs: new random numbers and passcodes are free for all. */
export type Extra = 'number' | 'passcode';

const EXTRAS: Readonly<Record<Plan, readonly Extra[]>> = { free: [], pro: ['number', 'passcode'] };

export const allows = (plan: Plan, extra: Extra): boolean => EXTRAS[plan].includes(extra);
