export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

const base =
  'inline-flex items-center justify-center min-h-11 gap-2 rounded-lg px-4 py-2 text-[0.9375rem] leading-6 font-medium transition-colors'

/** For buttons and for links styled as buttons. */
export const buttonClass: Record<ButtonKind, string> = {
  primary: `${base} bg-accent text-on-accent hover:bg-accent-deep`,
  secondary: `${base} border border-line-strong bg-surface text-ink hover:bg-sunken`,
  danger: `${base} border border-red-ink bg-surface text-red-ink hover:bg-red-soft`,
  quiet: `${base} px-3 text-accent hover:bg-accent-soft`,
}
