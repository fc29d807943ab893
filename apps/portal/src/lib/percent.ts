import { getLocale } from './paraglide/runtime.js'

/** 550 basis points are “5.5”, in French “5,5”. */
export const percentOf = (basisPoints: number): string =>
  (basisPoints / 100).toLocaleString(getLocale(), { maximumFractionDigits: 2, useGrouping: false })

/** Basis points of a percentage such as “5.5” or “5,5”; null if it is none, or has more than two decimals. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, ''))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}
