export const outcomes = ['paid', 'refused', 'cancelled', 'pending'] as const
export type Outcome = (typeof outcomes)[number]
