/** Colours with a meaning; text on its own background meets WCAG AA contrast. */
export type Tone = 'amber' | 'green' | 'red' | 'blue' | 'gray'

export const toneClasses: Record<Tone, string> = {
  amber: 'bg-amber-soft text-amber-ink border-amber-edge',
  green: 'bg-green-soft text-green-ink border-green-edge',
  red: 'bg-red-soft text-red-ink border-red-edge',
  blue: 'bg-blue-soft text-blue-ink border-blue-edge',
  gray: 'bg-gray-soft text-gray-ink border-gray-edge',
}
