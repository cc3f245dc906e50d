/** What a ballot says of a person: a byte each, in the order of the server (server/domain/ballots/rules/count.py). */
export const CHOICES = ['unknown', 'excellent', 'good', 'basic', 'poor'] as const
export type Choice = (typeof CHOICES)[number]
