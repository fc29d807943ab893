import { registerEnumType } from 'type-graphql'

/**
 * Why a bank declines a card, as a merchant reads it on the terminal. The codes are those of ISO 8583 field 39 as French card
 * terminals show them; A1 and 81 are the “soft declines” of the CB and Visa schemes for a missing strong authentication (PSD2).
 */
export const DeclineReason = {
  /** 05 and whatever the bank does not explain. */
  DO_NOT_HONOUR: 'DO_NOT_HONOUR',
  /** 51. */
  INSUFFICIENT_FUNDS: 'INSUFFICIENT_FUNDS',
  /** 61, 65. */
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
  /** 14. */
  INVALID_NUMBER: 'INVALID_NUMBER',
  /** 33, 54. */
  EXPIRED_CARD: 'EXPIRED_CARD',
  /** 41, 43. */
  LOST_OR_STOLEN: 'LOST_OR_STOLEN',
  /** 57, 62. */
  NOT_PERMITTED: 'NOT_PERMITTED',
  /** 81, A1: only the buyer can pay, on the bank’s own page. */
  STRONG_AUTHENTICATION_REQUIRED: 'STRONG_AUTHENTICATION_REQUIRED',
} as const
export type DeclineReason = keyof typeof DeclineReason

registerEnumType(DeclineReason, {
  name: 'DeclineReason',
  description: 'Why the bank declined a card.',
  valuesConfig: {
    DO_NOT_HONOUR: { description: 'Code 05, or no reason given.' },
    INSUFFICIENT_FUNDS: { description: 'Code 51.' },
    LIMIT_EXCEEDED: { description: 'Codes 61 and 65.' },
    INVALID_NUMBER: { description: 'Code 14.' },
    EXPIRED_CARD: { description: 'Codes 33 and 54.' },
    LOST_OR_STOLEN: { description: 'Codes 41 and 43.' },
    NOT_PERMITTED: { description: 'Codes 57 and 62.' },
    STRONG_AUTHENTICATION_REQUIRED: {
      description: 'Codes 81 and A1. The card cannot be keyed: the buyer has to pay on a bank’s own page.',
    },
  },
})
