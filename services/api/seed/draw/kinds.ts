import { home } from './home.ts'
import { larder } from './larder.ts'
import { outdoor } from './outdoor.ts'

const drawings = { ...home, ...outdoor, ...larder }

export type Kind = keyof typeof drawings

/** The thing alone, as SVG text. */
export const drawKind = (kind: Kind, [main, second]: [string, string]): string => drawings[kind](main, second)
