/** What a workspace pays for: `pro` may choose a personal room's number and a passcode. */
export type Plan = 'free' | 'pro';

export const PLANS = ['free', 'pro'] as const satisfies readonly Plan[];
